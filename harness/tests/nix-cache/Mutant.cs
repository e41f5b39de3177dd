using Verify.Scenarios.NixCache.Hosts;

namespace Verify.Tests.NixCache;

/// <summary>A cache with one thing wrong, and the step that has to notice.</summary>
/// <param name="IsServed">False where the step needs nothing but the cable.</param>
/// <param name="Claim">What the step must not find: the beginning of the claim's name.</param>
internal sealed record Mutant(
    string Name,
    RunVariant Variant,
    Func<CacheInRun, Step, Task> Check,
    string Claim,
    Verdict Expected = Verdict.Fail,
    bool IsServed = true
)
{
    public override string ToString() => Name;
}
