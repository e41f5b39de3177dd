using System.Globalization;
using Verify.Fixtures.Nginx;
using Verify.Instruments.Sequence;
using Verify.Instruments.Workers;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.Ablation;

/// <summary>Step 5.11: one viewer, two workers, two versions: the media sequence made to run backwards.</summary>
internal sealed class TwoVersions(ServedStream stream, LiveOrigin live)
{
    public const string Command =
        "curl -s --keepalive http://127.0.0.1:17080/probe.m3u8  # over two connections to two workers, before and after a rename";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly List<SequenceAcrossWorkers> all = [];

    public async Task CheckAsync(Step step)
    {
        foreach (var server in new[] { live.Baseline, live.Candidates[0], live.Control })
            await OneAsync(step, server.Nginx);
        if (all.Count == 0)
            return;
        step.Keep("two-workers.txt", string.Join('\n', all.Select(Text)));
        var back = all.Where(one => one.WentBackwards).ToArray();
        if (back.Length == 0)
            return;
        var steady = all.Except(back).Select(one => one.Endpoint).ToArray();
        step.Find(
            $"the media sequence can go backwards across workers: {string.Join("; ", back.Select(Shown))} (two-workers.txt)",
            "each worker has its own cache: a player that reloads the playlist over another connection sees the live edge jump back, and waits, plays a segment twice or gives up",
            "open_file_cache off in the playlists' location"
                + (
                    steady.Length > 0
                        ? $" (tested: it does not go backwards with {string.Join(", ", steady)})"
                        : ""
                )
                + ", one shared cache in front of the workers, or players that keep their connection",
            kind: KindOf(back),
            effect: Effect.Stale
        );
    }

    private FindingKind KindOf(SequenceAcrossWorkers[] back)
    {
        var names = back.Select(one => one.Endpoint).ToArray();
        return !names.Contains(live.Candidates[0].Name) ? FindingKind.Before
            : names.Contains(live.Baseline.Name) ? FindingKind.Unsolved
            : FindingKind.New;
    }

    private async Task OneAsync(Step step, NginxServer server)
    {
        var name = server.Endpoint.Name;
        var workers = new NginxWorkers(server.MasterId);
        await using var two = await TwoWorkers.ConnectAsync(
            server.Endpoint,
            workers,
            stream.Uri(Epoch.FileName),
            Timeout,
            step.Ct
        );
        if (two is null)
        {
            step.Saw(
                workers.List().Count < 2
                    ? $"{name}: a single worker has a single cache, so its media sequence cannot go backwards here"
                    : $"{name}: no connection reached a second worker, so nothing could be shown"
            );
            return;
        }
        var seen = await SequenceAcrossWorkers.MeasureAsync(
            name,
            two,
            stream.Folder,
            stream.Uri(""),
            "verify-probe-sequence",
            Timeout,
            step.Ct
        );
        all.Add(seen);
        step.Saw(seen.WentBackwards ? Shown(seen) : $"{name}: did not go backwards");
    }

    private static string Shown(SequenceAcrossWorkers seen)
    {
        var (newer, older) = (seen.Seen[^2], seen.Seen[^1]);
        return $"{seen.Endpoint}: {newer.Sequence} from worker {newer.Worker}, then {older.Sequence} from worker {older.Worker}, "
            + string.Create(
                CultureInfo.InvariantCulture,
                $"{(older.At - newer.At).TotalMilliseconds:0.0} ms later"
            );
    }

    private static string Text(SequenceAcrossWorkers seen) =>
        $"# {seen.Endpoint}: the playlist of sequence {seen.Seen.Max(one => one.Sequence)} was published at 0 (attempt {seen.Attempts})\n"
        + string.Concat(
            seen.Seen.Select(one =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{one.At.TotalMilliseconds, 9:0.000} ms  worker {one.Worker, 7}  media sequence {one.Sequence}\n"
                )
            )
        );
}
