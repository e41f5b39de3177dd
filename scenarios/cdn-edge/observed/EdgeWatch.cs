using System.Globalization;
using NUnit.Framework;
using Verify.Instruments.Http;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Output;
using Verify.Scenarios.Target;

namespace Verify.Scenarios.CdnEdge.Observed;

/// <summary>Step 3.3 of a target: what an edge that runs says of its cache, over some seconds.</summary>
internal sealed class EdgeWatch(TargetOrigin target)
{
    public const string Command =
        "for i in $(seq 10); do curl -sI URL | grep -iE 'cache|age'; sleep 1; done";

    // As many as a player that reloads asks for, and no more: others use the edge.
    private const int Looks = 10;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public async Task CheckAsync(Step step)
    {
        var stream = await target.FindAsync(step.Ct);
        var table = new TextTable("after", "playlist", "Age", "segment", "Age");
        var (playlists, segments) = (new List<EdgeLook>(), new List<EdgeLook>());
        for (var i = 0; i < Looks; i++)
        {
            playlists.Add(await LookAsync(stream.Playlist, step.Ct));
            segments.Add(await LookAsync(stream.Segment, step.Ct));
            table.Add(
                $"{i} s",
                playlists[^1].Text,
                playlists[^1].AgeText,
                segments[^1].Text,
                segments[^1].AgeText
            );
            // The cache's own time passes, and nothing else.
            await Task.Delay(Between, step.Ct);
        }
        step.Saw(table);
        Judge(step, "playlist", playlists);
        Judge(step, "segment", segments);
    }

    private static void Judge(Step step, string kind, List<EdgeLook> looks)
    {
        step.Expect(
            $"{kind}: statuses",
            looks.Select(one => one.Status).Distinct(),
            Is.EqualTo(new[] { 200 })
        );
        if (looks.All(one => one.State is null))
            step.Find(
                $"{kind}: no header says the state of the cache",
                "hits and misses cannot be told apart from outside",
                "add_header X-Cache-Status $upstream_cache_status always;",
                kind: FindingKind.NotSeen
            );
        else
            step.Saw(
                $"{kind}: {string.Join(", ", looks.CountBy(one => one.State ?? "not said").Select(one => $"{one.Key} {one.Value} times"))}"
            );
        if (looks.All(one => one.Age is null))
            step.Find(
                $"{kind}: no Age is sent",
                "a cache behind this one, and a browser, count the answer's age from nought: it is kept for two times in a row",
                null,
                kind: FindingKind.Before,
                effect: Effect.Stale
            );
        if (looks.Select(one => one.MaxAge).FirstOrDefault(one => one is not null) is { } most)
            step.ExpectLowerBound(
                $"{kind}: the oldest that was seen, s",
                looks.Max(one => one.Apparent),
                Is.LessThanOrEqualTo(most),
                $"max-age is {most.ToString(CultureInfo.InvariantCulture)} s; Age and Date are lower bounds, and an older one may be served when nobody looks",
                ObservedOutcomes.Age
            );
        // A new one in the cache: its Age falls, or it is fetched again.
        var renewed = looks
            .Select((one, i) => (one, i))
            .Where(one => one.i > 0 && one.one.IsNewerThan(looks[one.i - 1]))
            .Select(one => one.i)
            .ToArray();
        step.Saw(
            renewed.Length > 1
                ? $"{kind}: renewed every {(renewed[^1] - renewed[0]) / (double)(renewed.Length - 1):0.0} s"
                : $"{kind}: kept for longer than was looked, or not kept at all"
        );
    }

    private async Task<EdgeLook> LookAsync(string path, CancellationToken ct)
    {
        try
        {
            return EdgeLook.Of(
                await FreshAnswer.ToAsync(target.Endpoint, HttpAsk.Get(path), Timeout, ct),
                TimeProvider.System.GetUtcNow()
            );
        }
        catch (ExchangeFailed)
        {
            return new(0, null, null, 0, null);
        }
    }
}
