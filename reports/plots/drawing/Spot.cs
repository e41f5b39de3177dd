namespace Verify.Reports.Plots.Drawing;

/// <summary>One value at one place.</summary>
internal readonly record struct Spot(double X, double Y)
{
    public bool IsFinite => double.IsFinite(X) && double.IsFinite(Y);
}
