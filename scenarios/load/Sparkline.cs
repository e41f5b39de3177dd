namespace Verify.Scenarios.Load;

/// <summary>A row of bars, the highest value a whole one.</summary>
internal static class Sparkline
{
    public const string Blocks = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";

    /// <summary>For terminals that have no other letters.</summary>
    public const string Ascii = "_.-=+*#";

    public static string Of(IReadOnlyList<double> values, string bars)
    {
        var most = values.DefaultIfEmpty().Max();
        return string.Concat(
            values.Select(value =>
                bars[most <= 0 ? 0 : (int)Math.Round(Math.Max(0, value) / most * (bars.Length - 1))]
            )
        );
    }
}
