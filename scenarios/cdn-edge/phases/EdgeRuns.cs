using Verify.Fixtures.Nginx;
using Verify.Scenarios.CdnEdge.Platform;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Step 5.10: what the edges run is what was diffed, by the word of every worker.</summary>
internal static class EdgeRuns
{
    public const string Command =
        "sha256sum edge/*/nginx.conf; pgrep -P $(cat edge/cured/nginx.pid)";

    public static async Task CheckAsync(PlatformInRun platform, Step step)
    {
        foreach (var design in platform.Cached)
            // An edge gives out no file of its own that could be marked: the workers' memory and descent have to do.
            await RunsAsDiffed.CheckAsync(
                step,
                platform.Edge(design).Nginx,
                epoch: null,
                Epoch.Of(platform.EdgeConfiguration(design)),
                isMarked: false
            );
    }
}
