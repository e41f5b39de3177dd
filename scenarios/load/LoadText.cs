using Verify.Swarm;

namespace Verify.Scenarios;

/// <summary>What a load is called, before, while and after it runs.</summary>
internal static class LoadText
{
    public static string Stream(LoadTarget target) => $"{target.Url.AbsoluteUri}: {target}";

    public static string Swarm(string profile, SwarmPlan plan) =>
        $"{profile}: {FigureText.Count(plan.Viewers)} {(plan.Viewers == 1 ? "viewer" : "viewers")}, "
        + $"{FigureText.Count(plan.RampPerSecond)} a second, {plan.Variant.ToString().ToLowerInvariant()} variant{(plan.Variant == VariantChoice.All ? "s" : "")}, "
        + $"for {FigureText.Seconds(plan.Duration)} (--seed {plan.Seed})";

    /// <summary>A dash where nothing was measured yet: no answer takes no time.</summary>
    public static string Latency(TimeSpan seen) =>
        seen == TimeSpan.Zero ? "-" : FigureText.Time(seen);
}
