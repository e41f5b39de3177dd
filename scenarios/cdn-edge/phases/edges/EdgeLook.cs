using System.Globalization;
using Verify.Fixtures.S3;
using Verify.Instruments.Gates;
using Verify.Instruments.Http;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases.Edges;

/// <summary>Every claim about one edge, in an order in which none spoils the next.</summary>
/// <param name="playlist">A path that nobody has asked this edge for yet; the segments too.</param>
internal sealed class EdgeLook(
    StandingEdge edge,
    S3Requests requests,
    EdgeTimes times,
    string playlist,
    IReadOnlyList<string> segments
)
{
    private const int Callers = 100;
    private const int PartBytes = 188;

    // Slow enough that all callers are there before the first is answered.
    private static readonly TimeSpan SlowStorage = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    // Age counts whole seconds: an answer this old has one that is not zero.
    private static readonly TimeSpan OldEnough = TimeSpan.FromSeconds(1.1);

    // Times to live are counted in whole seconds, and expire at their end.
    private static readonly TimeSpan Beyond = TimeSpan.FromSeconds(1);

    // What is fetched anew in the background is there within moments.
    private static readonly TimeSpan RefreshPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly HeaderProbe probe = new(edge.Endpoint, Timeout);
    private S3Mark? mark;

    public async Task<IReadOnlyList<EdgeSeen>> AllAsync(CancellationToken ct)
    {
        var promises = edge.Promises;
        mark = await requests.MarkAsync(ct);
        return
        [
            await MissAsync(ct),
            await HitAsync(promises.TellsState, ct),
            await OriginsAsync(promises.AllowsOrigins, ct),
            await CollapsedAsync(promises.Collapses, ct),
            await ArgumentsAsync(ct),
            await RangeAsync(promises.ServesRanges, ct),
            await HeadAsync(ct),
            await AgeAsync(promises.SendsAge, ct),
            await MissingAsync(promises.KeepsMissing, ct),
            await TimeAsync(promises.KeepsTimes, ct),
            await StaleAsync(promises.ServesStale, ct),
        ];
    }

    private async Task<EdgeSeen> MissAsync(CancellationToken ct)
    {
        var status = await StatusAsync(HttpAsk.Get(playlist), ct);
        var asked = await AskedAsync(playlist, ct);
        return new(
            "miss: asked for at S3 once",
            $"{status}, {asked}",
            (status, asked) is (200, 1),
            true
        );
    }

    private async Task<EdgeSeen> HitAsync(bool tells, CancellationToken ct)
    {
        var answer = await AnswerAsync(HttpAsk.Get(playlist), ct);
        var asked = await AskedAsync(playlist, ct);
        var state = answer?.First("X-Cache-Status");
        return new(
            "hit: not asked for again",
            $"{answer?.Status}, {asked}{(state is null ? "" : $", {state}")}",
            answer?.Status == 200 && asked == 1 && (!tells || state == "HIT"),
            true
        );
    }

    private async Task<EdgeSeen> OriginsAsync(bool isPromised, CancellationToken ct)
    {
        var answer = await AnswerAsync(
            HttpAsk.Get(playlist, ("Origin", "http://site.example")),
            ct
        );
        var allowed = answer?.First("Access-Control-Allow-Origin") ?? "none";
        return new("CORS: any origin", allowed, allowed == "*", isPromised);
    }

    private async Task<EdgeSeen> CollapsedAsync(bool isPromised, CancellationToken ct)
    {
        var target = segments[0];
        edge.Storage.Fault = Fault.Slow(SlowStorage);
        int[] statuses;
        try
        {
            statuses = await Task.WhenAll(
                Enumerable.Range(0, Callers).Select(_ => StatusAsync(HttpAsk.Get(target), ct))
            );
        }
        finally
        {
            edge.Storage.Fault = Fault.None;
        }
        var asked = await AskedAsync(target, ct);
        var served = statuses.Count(status => status == 200);
        return new(
            $"{Callers} cold callers: requests at S3",
            served == Callers ? $"{asked}" : $"{asked}, {served} served",
            asked == 1 && served == Callers,
            isPromised
        );
    }

    private async Task<EdgeSeen> ArgumentsAsync(CancellationToken ct)
    {
        var target = segments[1];
        await StatusAsync(HttpAsk.Get($"{target}?v=1"), ct);
        await StatusAsync(HttpAsk.Get($"{target}?v=2"), ct);
        var asked = await AskedAsync(target, ct);
        return new("arguments: one object whatever they are", $"{asked} at S3", asked == 1, true);
    }

    private async Task<EdgeSeen> RangeAsync(bool isPromised, CancellationToken ct)
    {
        var before = await AskedAsync(segments[1], ct);
        var answer = await AnswerAsync(
            HttpAsk.Get(segments[1], ("Range", $"bytes=0-{PartBytes - 1}")),
            ct
        );
        var asked = await AskedAsync(segments[1], ct) - before;
        return new(
            "Range of what it has: 206, not asked for",
            $"{answer?.Status}, {asked} at S3",
            answer is { Status: 206, BodyLength: PartBytes } && asked == 0,
            isPromised
        );
    }

    private async Task<EdgeSeen> HeadAsync(CancellationToken ct)
    {
        var before = await AskedAsync(segments[1], ct);
        var answer = await AnswerAsync(HttpAsk.Of("HEAD", segments[1]), ct);
        var asked = await AskedAsync(segments[1], ct) - before;
        return new(
            "HEAD of what it has: its length, not asked for",
            $"{answer?.Status}, {answer?.First("Content-Length") ?? "no"} bytes, {asked} at S3",
            answer?.Status == 200
                && answer.First("Content-Length") is not (null or "0")
                && asked == 0,
            true
        );
    }

    private async Task<EdgeSeen> AgeAsync(bool isPromised, CancellationToken ct)
    {
        await Task.Delay(OldEnough, ct);
        var age = (await AnswerAsync(HttpAsk.Get(segments[1]), ct))?.First("Age");
        return new(
            "Age: a second later",
            age ?? "none",
            int.TryParse(age, NumberStyles.None, CultureInfo.InvariantCulture, out var old)
                && old >= 1,
            isPromised
        );
    }

    private async Task<EdgeSeen> MissingAsync(bool isPromised, CancellationToken ct)
    {
        var target = segments[0].Replace(".ts", "_missing.ts", StringComparison.Ordinal);
        var first = await StatusAsync(HttpAsk.Get(target), ct);
        var second = await StatusAsync(HttpAsk.Get(target), ct);
        var asked = await AskedAsync(target, ct);
        return new(
            "missing: kept for a moment",
            $"{first}, {second}, {asked} at S3",
            // A storage that lists its names to nobody says 403.
            first is 403 or 404
                && second == first
                && asked == 1,
            isPromised
        );
    }

    private async Task<EdgeSeen> TimeAsync(bool isPromised, CancellationToken ct)
    {
        await Task.Delay(times.Playlist + Beyond, ct);
        var before = await AskedAsync(playlist, ct);
        await StatusAsync(HttpAsk.Get(playlist), ct);
        var asked = 0L;
        for (
            var waited = TimeSpan.Zero;
            waited < RefreshPatience && (asked = await AskedAsync(playlist, ct) - before) == 0;
            waited += BetweenLooks
        )
            await Task.Delay(BetweenLooks, ct);
        return new("TTL over: asked for again, once", $"{asked} at S3", asked == 1, isPromised);
    }

    private async Task<EdgeSeen> StaleAsync(bool isPromised, CancellationToken ct)
    {
        await Task.Delay(times.Playlist + Beyond, ct);
        edge.Storage.Fault = Fault.Refuse;
        try
        {
            var status = await StatusAsync(HttpAsk.Get(playlist), ct);
            return new(
                "storage away, TTL over: the old one",
                $"{status}",
                status == 200,
                isPromised
            );
        }
        finally
        {
            edge.Storage.Fault = Fault.None;
        }
    }

    private async Task<HttpAnswer?> AnswerAsync(HttpAsk ask, CancellationToken ct) =>
        (await probe.AskAsync(ask, ct)).Answer;

    // 0 where there was no answer.
    private async Task<int> StatusAsync(HttpAsk ask, CancellationToken ct) =>
        (await AnswerAsync(ask, ct))?.Status ?? 0;

    // At S3, by its own log; revalidations too.
    private async Task<long> AskedAsync(string target, CancellationToken ct) =>
        (await requests.ReadAsync(ct, mark)).Count(one =>
            one.Path.EndsWith(target, StringComparison.Ordinal)
        );
}
