using NUnit.Framework;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.CdnEdge.Platform;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.CdnEdge.Phases.Edges;

/// <summary>Step 3.3, where --edge is given: one table of all claims by edge.</summary>
internal sealed class EveryEdge(IReadOnlyList<string> names)
{
    public const string Command = "./run.ps1 scenario cdn-edge --edge all";

    public async Task CheckAsync(PlatformInRun platform, Step step)
    {
        var seen = new Dictionary<string, IReadOnlyList<EdgeSeen>>();
        foreach (var name in names)
        {
            step.Progress(name, (double)seen.Count / names.Count);
            seen[name] = await OfAsync(name, platform, step.Ct);
        }
        var table = new TextTable(["claim", .. names.Select(name => new Column(name))]);
        foreach (var claim in seen[names[0]].Select(one => one.Claim))
            table.Add([
                (Span)claim,
                .. names.Select(name => (Span)seen[name].Single(one => one.Claim == claim).Shown),
            ]);
        step.Saw(table);
        step.Keep("edges.txt", $"{table}");
        foreach (var name in names)
        foreach (var one in seen[name].Where(one => one.IsPromised))
            step.Expect($"{name}: {one.Claim} ({one.Seen})", one.Holds, Is.True);
    }

    // A video of its own: nobody has asked for it yet, whoever else has used the edge.
    private static async Task<IReadOnlyList<EdgeSeen>> OfAsync(
        string name,
        PlatformInRun platform,
        CancellationToken ct
    )
    {
        MadeVideo video;
        await using (await platform.WorkerAsync(PlatformInRun.Cured, ct))
            video = await MadeVideo.MakeAsync(platform.Of(PlatformInRun.Cured)[0], name, ct);
        var segments = await VideoSegments.OfAsync(
            platform.Stores.Bucket(PlatformInRun.Cured),
            video.Master,
            ct
        );
        await using var edge = await StandingEdge.StartAsync(name, platform, EdgeTimes.Scaled, ct);
        return await new EdgeLook(
            edge,
            platform.Stores.Storage.Requests,
            EdgeTimes.Scaled,
            video.Master,
            segments
        ).AllAsync(ct);
    }
}
