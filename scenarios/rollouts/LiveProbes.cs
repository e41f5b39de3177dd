using Verify.Engine.Undo;
using Verify.Instruments.Files;
using Verify.Instruments.Http;
using Verify.Instruments.Nginx.Probe;
using Verify.Instruments.Sampling;

namespace Verify.Scenarios.Rollouts;

/// <summary>Probe files beside what viewers get, under names that the same location answers.</summary>
internal sealed class LiveProbes(Rollout rollout)
{
    // Enough for the phases of a second; and a live cache has other things to hold.
    private const int Most = 8;
    private const int CacheShare = 3;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private int rounds;

    /// <summary>The server, and its workers.</summary>
    public WatchedEndpoint Watched(LivePlace place) =>
        new(place.Live.Target.Endpoint, new(rollout.Server.MasterId));

    /// <summary>Names beside a live file; none where its location answers no other.</summary>
    public IReadOnlyList<Probed> Beside(LivePlace place, string uri, string file, int wanted)
    {
        var room = (place.Is(uri).Max ?? long.MaxValue) / CacheShare;
        // A name of its own each time: what a worker remembers of the one before says nothing of this one.
        return place
            .Names(uri, file)
            .Take(
                (int)Math.Min(Math.Min(wanted, Most), Math.Max(1, room)),
                $"verify-probe-{Environment.ProcessId}-{++rounds}"
            );
    }

    /// <summary>Has the journal remove the probes, should it not come to that otherwise.</summary>
    public static Task<IAsyncDisposable> BorrowAsync(Step step, IEnumerable<Probed> probes) =>
        step.BorrowAsync(
            new RemoveFiles([
                .. probes.SelectMany(probe => new[] { probe.File, WrittenFile.Ready(probe.File) }),
            ]),
            _ => Task.CompletedTask
        );

    /// <summary>What a probe's answer says otherwise than the live file's: another location has answered it.</summary>
    /// <returns>The difference, or null.</returns>
    public static async Task<string?> DoubtAsync(
        LivePlace place,
        string uri,
        Probed probe,
        CancellationToken ct
    )
    {
        var asking = new HeaderProbe(place.Live.Target.Endpoint, Timeout);
        var live = await asking.AskAsync(HttpAsk.Get(uri), ct);
        var again = await asking.AskAsync(HttpAsk.Get(uri), ct);
        var other = await asking.AskAsync(HttpAsk.Get(probe.Uri), ct);
        if ((live.Answer ?? again.Answer) is not { } one || other.Answer is not { } two)
            return $"{uri} or {probe.Uri} was not answered: {live.Failure ?? other.Failure}";
        // What differs between two answers for one file is no sign of another location.
        var stable = HeadersOf(one)
            .Where(header => HeadersOf(again.Answer ?? one).Contains(header))
            .Select(header => header.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var moving = HeadersOf(one).Select(header => header.Key).Except(stable).ToHashSet();
        string[] Lines(HttpAnswer answer) =>
            [
                $"{answer.Status}",
                .. HeadersOf(answer)
                    .Where(header => !moving.Contains(header.Key))
                    .Select(header => $"{header.Key}: {header.Value}"),
            ];
        string[] differences =
        [
            .. Lines(one).Except(Lines(two)).Select(line => $"{uri} has {line}"),
            .. Lines(two).Except(Lines(one)).Select(line => $"{probe.Uri} has {line}"),
        ];
        return differences.Length == 0 ? null : string.Join(", ", differences);
    }

    private static IEnumerable<KeyValuePair<string, string>> HeadersOf(HttpAnswer answer) =>
        answer.Headers.Where(header => !LiveHeaders.IsMoving(header.Key));
}
