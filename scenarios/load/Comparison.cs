namespace Verify.Scenarios.Load;

/// <summary>How an actual value is held against a bound.</summary>
internal sealed record Comparison(string Word, Func<double, double, bool> Holds)
{
    public static readonly Comparison Below = new("<", (actual, bound) => actual < bound);
    public static readonly Comparison AtMost = new("<=", (actual, bound) => actual <= bound);
    public static readonly Comparison Above = new(">", (actual, bound) => actual > bound);
    public static readonly Comparison AtLeast = new(">=", (actual, bound) => actual >= bound);

    // What is compared is counted, not computed: equal means the same number.
    public static readonly Comparison Equal = new("==", (actual, bound) => actual == bound);
    public static readonly Comparison Unequal = new("!=", (actual, bound) => actual != bound);

    public static readonly IReadOnlyList<Comparison> All =
    [
        Below,
        AtMost,
        Above,
        AtLeast,
        Equal,
        Unequal,
    ];

    public static string Words => string.Join(", ", All.Select(one => one.Word));
}
