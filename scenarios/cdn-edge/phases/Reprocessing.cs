using System.Text;
using NUnit.Framework;
using Verify.Instruments.Http;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Step 5.5: a video is made again while viewers watch it through the edge.</summary>
internal static class Reprocessing
{
    public const string Command =
        "curl -X POST 'http://127.0.0.1:8080/v1/videos/$ID/process?again=true'; curl -sI http://127.0.0.1:8081/hls/$ID/360p/index.m3u8 http://127.0.0.1:8081/hls/$ID/360p/segment_000.ts | grep x-amz-meta-version";

    // Not in step: their requests meet the edge's cache in every state.
    private const int Viewers = 3;

    private static readonly TimeSpan BetweenViewings = TimeSpan.FromMilliseconds(100);

    // After a playlist's time in the edge, its whole seconds (nginx rounds up by one), and the making of it on a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task CheckAsync(PlatformInRun platform, Step step)
    {
        var table = new StringBuilder("design,viewing,versions,given\n");
        var all = await Task.WhenAll(
            platform.Cached.Select(design => OfAsync(platform, design, step.Ct))
        );
        var found = platform.Cached.Zip(all).ToDictionary(one => one.First, one => one.Second);
        foreach (var (design, seen) in found)
        {
            for (var i = 0; i < seen.Count; i++)
                table.Append($"{design},{i},{string.Join('+', seen[i].Versions)},\"{seen[i]}\"\n");
            var mixed = seen.Count(one => one.IsMixed);
            step.Measure(
                new($"{design}: viewings of two versions at once", mixed, "", seen.Count)
                {
                    Id = CdnFigures.MixedViewings,
                    Subject = design,
                }
            );
            step.Expect(
                $"{design}: both versions were watched",
                seen.SelectMany(one => one.Versions).Distinct().Order(),
                Is.EqualTo(new[] { 1, 2 }),
                "otherwise nothing is shown of the change from one to the other"
            );
            step.Saw($"{design}: {mixed} of {seen.Count} viewings mix versions");
        }
        step.Keep("reprocessing.csv", table.ToString(), "text/csv");
        foreach (var (design, seen) in found)
            if (design == PlatformInRun.Cured)
                JudgeCured(step, seen);
            else
                JudgeDesigned(step, seen, platform.Times);
    }

    private static void JudgeDesigned(Step step, IReadOnlyList<Viewing> designed, EdgeTimes times)
    {
        var mixed = designed.Where(one => one.IsMixed).ToArray();
        step.Expect(
            $"{PlatformInRun.AsDesigned}: viewings of two versions at once",
            mixed.Length,
            Is.GreaterThan(0),
            "by reading: a playlist is kept for a shorter time than the segments, whose names stay; so the check can see it"
        );
        if (mixed.Length > 0)
            step.Find(
                $"as designed, a viewer of a video that is made again is given a playlist of one version with segments of another in {mixed.Length} of {designed.Count} viewings (such as {mixed[0]})",
                $"the picture jumps, or does not decode. The edge keeps segments for a week under names that are used again: here that week is {times.Segment.TotalSeconds:0} s",
                "store each version under names of its own, and replace the master playlist last",
                FindingKind.Before,
                Effect.WrongContent
            );
    }

    private static void JudgeCured(Step step, IReadOnlyList<Viewing> cured)
    {
        step.Expect(
            $"{PlatformInRun.Cured}: viewings of two versions at once",
            cured.Where(one => one.IsMixed).Select(one => $"{one}").Take(3),
            Is.Empty,
            "every playlist names the segments of its own version, and no name is used twice",
            CdnOutcomes.OneVersion
        );
        step.Expect(
            $"{PlatformInRun.Cured}: viewings with something missing",
            cured.Where(one => !one.IsWhole).Select(one => $"{one}").Take(3),
            Is.Empty,
            "what is referred to is stored first, and an older version stays for VERSION_KEEP",
            CdnOutcomes.OneVersion
        );
    }

    private static async Task<IReadOnlyList<Viewing>> OfAsync(
        PlatformInRun platform,
        string design,
        CancellationToken ct
    )
    {
        await platform.Stores.Database(design).ForgetJobsAsync(ct);
        await using var worker = await platform.WorkerAsync(design, ct);
        var api = platform.Of(design)[0];
        var video = await MadeVideo.MakeAsync(api, "Made again", ct);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(ct);
        ends.CancelAfter(Patience);
        var watching = Enumerable
            .Range(0, Viewers)
            .Select(i => WatchAsync(platform.Edge(design).Endpoint, video, i, ends.Token))
            .ToArray();
        // The edge has all of the first version, just now.
        var again = await api.ProcessAsync(video.Id, ct, again: true);
        if (again != 202)
            throw new CannotRun($"{design}: a video that is READY is not made again: {again}");
        try
        {
            return [.. (await Task.WhenAll(watching)).SelectMany(one => one)];
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new CannotRun(
                $"{design}: no viewer has been given a second version after {Patience.TotalSeconds:0} s."
            );
        }
    }

    // Until the new version's master and rendition have come: then a viewing or two more.
    private static async Task<IReadOnlyList<Viewing>> WatchAsync(
        Endpoint edge,
        MadeVideo video,
        int number,
        CancellationToken ct
    )
    {
        var viewer = new Viewer(edge);
        var seen = new List<Viewing>();
        await Task.Delay(BetweenViewings / Viewers * number, ct);
        for (var more = 2; more > 0; )
        {
            var viewing = await viewer.WatchAsync(video.Master, ct);
            seen.Add(viewing);
            if (viewing.Objects.Take(2).All(one => one.Version == 2))
                more--;
            await Task.Delay(BetweenViewings, ct);
        }
        return seen;
    }
}
