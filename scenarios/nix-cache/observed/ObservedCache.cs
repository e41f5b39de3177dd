namespace Verify.Scenarios.NixCache.Observed;

/// <summary>A cache that runs already: only what a client can see is looked at, and nothing is changed.</summary>
internal sealed class ObservedCache(Uri url)
{
    public static IReadOnlyList<ExpectedOutcome> Outcomes => [];

    public static IReadOnlyList<string> Limits => [];

    public Uri Url => url;
}
