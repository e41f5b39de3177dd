namespace Verify.Scenarios.CdnEdge.Observed;

/// <summary>What can be refuted of an edge that is only looked at.</summary>
internal static class ObservedOutcomes
{
    public const string Age = "observed-age";

    public static IReadOnlyList<ExpectedOutcome> All { get; } =
    [new(Age, "Nothing is served that is older than it says it may be", "Age within max-age")];

    public static IReadOnlyList<string> Limits { get; } =
    [
        "what reaches the storage: it cannot be seen from outside",
        "expiry, stampedes and faults: they are not brought about at an edge that others use",
    ];
}
