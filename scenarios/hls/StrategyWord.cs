namespace Verify.Scenarios.Hls;

/// <summary>The words of --rollback.</summary>
internal static class StrategyWord
{
    public const string OnFailure = "on-failure";
    public const string Always = "always";
    public const string Never = "never";

    private static readonly Dictionary<string, RollbackStrategy> ByWord = new(
        StringComparer.Ordinal
    )
    {
        [OnFailure] = RollbackStrategy.OnFailure,
        [Always] = RollbackStrategy.Always,
        [Never] = RollbackStrategy.Never,
    };

    public static string Of(RollbackStrategy strategy) =>
        ByWord.Single(pair => pair.Value == strategy).Key;

    public static RollbackStrategy Parse(string word) =>
        ByWord.TryGetValue(word, out var strategy)
            ? strategy
            : throw new UsageError(
                $"--rollback {word}: not one of {string.Join(", ", ByWord.Keys)}."
                    + NearestMatch.Hint(word, [.. ByWord.Keys])
            );
}
