using Verify.Swarm.Tally;

namespace Verify.Scenarios.Load;

/// <summary>What a load is called, before, while and after it runs.</summary>
internal static class LoadText
{
    /// <summary>What is loaded, and with what.</summary>
    public static IReadOnlyList<string> Heading(
        LoadRequest request,
        LoadTarget target,
        SwarmPlan plan
    ) =>
        [
            (request.Url == target.Url ? "" : $"{request.Url.AbsoluteUri} leads to ")
                + $"{target.Url.AbsoluteUri}: {target}",
            $"{request.Profile.Name}: {FigureText.Count(plan.Viewers)} {(plan.Viewers == 1 ? "viewer" : "viewers")}, "
                + $"{FigureText.Count(plan.RampPerSecond)} a second, "
                + (
                    target.IsMultivariant
                        ? $"variant {plan.Variant.ToString().ToLowerInvariant()}, "
                        : ""
                )
                + $"for {FigureText.Seconds(plan.Duration)} (--seed {plan.Seed})",
        ];

    /// <summary>A dash where nothing was measured yet: no answer takes no time.</summary>
    public static string Latency(TimeSpan seen) =>
        seen == TimeSpan.Zero ? "-" : FigureText.Time(seen);
}
