namespace Verify.Instruments.Statistics;

/// <summary>Student's t distribution for whole degrees of freedom.</summary>
public static class StudentT
{
    // More than any comparison here has pairs; the normal distribution is then as good.
    private const int MostDegrees = 10_000;

    // Beyond it lies less than 0.07 % even with one degree of freedom, and bisection has somewhere to begin.
    private const double Farthest = 1000;

    // Halved so often, the span above is smaller than the last digit of a double.
    private const int Halvings = 64;

    /// <summary>The chance that a value lies within t of zero, to either side.</summary>
    /// <remarks>Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.7.3 for odd and 26.7.4 for even degrees.</remarks>
    public static double Within(double t, int degrees)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(t);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degrees);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(degrees, MostDegrees);
        var angle = Math.Atan(t / Math.Sqrt(degrees));
        var (sin, cos) = Math.SinCos(angle);
        var odd = degrees % 2 == 1;
        var (sum, term) = (0.0, odd ? cos : 1);
        for (var i = odd ? 1 : 0; i <= degrees - 2; i += 2)
        {
            sum += term;
            term *= cos * cos * (i + 1) / (i + 2);
        }
        return odd ? 2 / Math.PI * (angle + (sin * sum)) : sin * sum;
    }

    /// <summary>How far from zero a value lies at most, with a chance from 0 to 1.</summary>
    public static double Quantile(double chance, int degrees)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(chance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(chance, Within(Farthest, degrees));
        var (low, high) = (0.0, Farthest);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            if (Within(middle, degrees) < chance)
                low = middle;
            else
                high = middle;
        }
        return high;
    }
}
