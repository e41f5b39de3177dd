using System.Globalization;
using System.Text;
using NUnit.Framework;
using Verify.Instruments.Gates;
using Verify.Instruments.Http;
using Verify.Origin.Edge;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Step 5.11: an object that no edge holds is asked for by many at once, and the storage takes its time.</summary>
internal static class EdgeStampede
{
    public const string Command =
        "seq 1000 | xargs -P 1000 -I_ curl -s http://127.0.0.1:8081/hls/$ID/new.m3u8 >/dev/null; grep -c new.m3u8 radosgw.log";

    private const string Control = "without a lock";

    // So many show what a lock is for.
    private const int ControlViewers = 100;

    private static readonly int[] Viewers = [10, 100, 1000];

    private static readonly TimeSpan StorageTakes = TimeSpan.FromMilliseconds(500);

    public static Task CheckAsync(PlatformInRun platform, Step step) =>
        AskAsync(platform, step, Viewers);

    /// <param name="crowds">How many viewers, one crowd after the other.</param>
    public static async Task AskAsync(PlatformInRun platform, Step step, IReadOnlyList<int> crowds)
    {
        var csv = new StringBuilder("edge,viewers,requests_at_s3,longest_s\n");
        // It is the edge as designed: without that there is none.
        await using var control = platform.Cached.Contains(PlatformInRun.AsDesigned)
            ? await ControlAsync(platform, step.Ct)
            : null;
        foreach (var viewers in crowds)
        {
            step.Progress($"{viewers} viewers");
            // The designs have a bucket and a gate each, and wait side by side.
            var edges = platform.Cached.Select(platform.Edge).ToList();
            if (viewers == ControlViewers && control is not null)
                edges.Add(control);
            foreach (
                var seen in await Task.WhenAll(
                    edges.Select(edge => OnceAsync(platform, edge, viewers, step.Ct))
                )
            )
            {
                csv.Append(
                    CultureInfo.InvariantCulture,
                    $"{seen.Edge},{viewers},{seen.Requests},{seen.Longest.TotalSeconds:0.000}\n"
                );
                Judge(step, seen);
            }
        }
        step.Keep("edge-stampede.csv", csv.ToString(), "text/csv");
    }

    private static void Judge(Step step, Seen seen)
    {
        step.Saw(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{seen.Edge}: {seen.Viewers} viewers, {seen.Requests} requests at S3, the last answered after {seen.Longest.TotalSeconds:0.00} s"
            )
        );
        step.Expect(
            $"{seen.Edge}, {seen.Viewers} viewers of a cold object: without all of it",
            seen.NotWhole,
            Is.Zero
        );
        if (seen.Edge == Control)
            step.Expect(
                $"{seen.Edge}, {seen.Viewers} viewers of a cold object: requests at S3",
                seen.Requests,
                Is.GreaterThan(1),
                "proxy_cache_lock off: whoever asks before the storage has answered is passed on; so the check tells the two apart"
            );
        else
            step.Expect(
                $"{seen.Edge}, {seen.Viewers} viewers of a cold object: requests at S3",
                seen.Requests,
                Is.EqualTo(1),
                "proxy_cache_lock: one fills the cache, the others wait for it; radosgw logs its requests itself",
                seen.Edge == PlatformInRun.Cured ? CdnOutcomes.EdgeStampede : null
            );
    }

    // The edge as designed but for its lock, in a folder, a network and a cache of its own.
    private static Task<EdgeInRun> ControlAsync(PlatformInRun platform, CancellationToken ct)
    {
        var designed = platform.Edge(PlatformInRun.AsDesigned).Settings;
        var settings = designed with { Folder = $"{designed.Folder}-without-lock" };
        return EdgeInRun.StartAsync(
            Control,
            settings,
            AsDesignedEdge
                .Configuration(settings)
                .Replace("proxy_cache_lock on;", "proxy_cache_lock off;", StringComparison.Ordinal),
            platform.Stores.Storage.Endpoint.Url.Port,
            ct
        );
    }

    private static async Task<Seen> OnceAsync(
        PlatformInRun platform,
        EdgeInRun edge,
        int viewers,
        CancellationToken ct
    )
    {
        // The control asks the storage as the design does.
        var design = edge.Design == Control ? PlatformInRun.AsDesigned : edge.Design;
        var cold = await StoredObject
            .Playlist(StoredObject.NewPlaylistKey(), edge.Design)
            .PutAsync(platform, design, ct);
        edge.Storage.Fault = Fault.Slow(StorageTakes);
        try
        {
            var answers = await Crowd.AskAsync(edge.Endpoint, HttpAsk.Get(cold.Path), viewers, ct);
            return new(
                edge.Design,
                viewers,
                (await cold.AskedAsync(platform, design, ct)).Count,
                answers.Count(one => !one.IsWhole(cold)),
                answers.Max(one => one.Answer?.RoundTrip ?? Crowd.Patience)
            );
        }
        finally
        {
            edge.Storage.Fault = Fault.None;
        }
    }

    private sealed record Seen(
        string Edge,
        int Viewers,
        int Requests,
        int NotWhole,
        TimeSpan Longest
    );
}
