namespace Verify.Scenarios.ProfileRefactor;

/// <summary>What the refactoring promises, each with a claim that proves it.</summary>
internal static class RefactoringPromises
{
    public const string SameResults = "same-results";
    public const string SameValues = "same-values";
    public const string SameBytes = "same-bytes";
    public const string HelpfulErrors = "helpful-errors";
    public const string WayBack = "way-back";

    public static IReadOnlyList<ExpectedOutcome> All { get; } =
    [
        new(
            SameResults,
            "after every step each of the 13 profiles evaluates to what it did before the first",
            "no value differs"
        ),
        new(
            SameValues,
            "C# and Nix agree on every merged and derived value of all 13 profiles",
            "no value differs"
        ),
        new(
            SameBytes,
            "C# and Nix render the same nginx configuration for every origin profile",
            "the same bytes"
        ),
        new(
            HelpfulErrors,
            "an unknown profile is named, with all that there are",
            "in the message"
        ),
        new(WayBack, "each step can be taken back", "what was there before it"),
    ];
}
