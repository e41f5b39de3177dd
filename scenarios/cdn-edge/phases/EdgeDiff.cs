using NUnit.Framework;
using Verify.Scenarios.CdnEdge.Platform;
using Verify.Scenarios.Changes;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Steps 4.1 to 4.3: the configurations of the edges, and in what they differ.</summary>
internal static class EdgeDiff
{
    public const string TestCommand =
        "nginx -t -c edge/as-designed/nginx.conf; nginx -t -c edge/cured/nginx.conf";

    public const string Command = "diff -u edge/as-designed/nginx.conf edge/cured/nginx.conf";

    public static async Task AcceptedAsync(PlatformInRun platform, Step step)
    {
        foreach (var design in platform.Cached)
        {
            var edge = platform.Edge(design);
            var answer = await edge.TestAsync(step.Ct);
            step.Keep($"edge-{design}.conf", edge.Configuration.Conf.Main.Source.Text);
            step.Expect($"{design}: nginx -t", answer.Verdict, Is.EqualTo("accepted"));
            step.Saw($"{design}: {answer.Words}");
        }
    }

    public static Task UnifiedAsync(PlatformInRun platform, Step step) =>
        Of(platform).UnifiedAsync(step);

    public static Task AsExpectedAsync(PlatformInRun platform, Step step) =>
        Of(platform).AsExpectedAsync(step);

    private static ConfigDiff Of(PlatformInRun platform) =>
        new([
            new EdgeChange(
                platform.Edge(PlatformInRun.AsDesigned),
                platform.Edge(PlatformInRun.Cured)
            ),
        ]);
}
