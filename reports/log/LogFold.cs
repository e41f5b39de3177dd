namespace Verify.Reports.Log;

/// <summary>How much of each step the log shows: what is folded is counted, and lies in the record and the report.</summary>
/// <param name="Lines">Of what a step saw.</param>
/// <param name="Claims">Of those that hold; one that does not is always shown.</param>
internal sealed record LogFold(int Lines, int Claims, int Measurements)
{
    /// <summary>What a reader still goes through: longer than this, a log is searched and not read.</summary>
    public const int MostLines = 600;

    /// <summary>
    /// From the widest to the tightest: the first with which the log is short enough is taken. What a step saw is what its
    /// reader looks for; a claim that holds says less.
    /// </summary>
    public static IReadOnlyList<LogFold> Levels { get; } =
    [
        new(40, 12, 12),
        new(40, 6, 8),
        new(30, 4, 4),
        new(26, 2, 2),
        new(26, 1, 1),
        new(26, 1, 0),
        new(20, 0, 0),
        new(14, 0, 0),
        new(8, 0, 0),
        new(2, 0, 0),
    ];
}
