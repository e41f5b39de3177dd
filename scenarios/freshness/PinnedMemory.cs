using Verify.Instruments.Memory;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.Freshness;

/// <summary>What the caches keep of the tmpfs: files that are deleted, and that a worker still has open.</summary>
internal sealed class PinnedMemory(ServedStream stream, LiveOrigin live, string? room)
{
    private const double BytesPerMegabyte = 1e6;

    /// <summary>Every worker of every server is asked for all listed segments, as viewers who join late do.</summary>
    public async Task OpenListedSegmentsAsync(Step step)
    {
        var listed = await stream.SegmentsAsync(step.Ct);
        foreach (var server in live.Servers)
            await EveryWorker.AskAsync(
                server.Watched,
                stream.Uri(Epoch),
                [.. listed.Select(stream.Uri)],
                step.Ct
            );
    }

    /// <summary>Names and counts what is held, by each server and by all of them.</summary>
    public void Measure(Step step)
    {
        var folder = stream.Folder;
        var visible = VisibleFiles.In(folder);
        step.Measure(
            new(
                "tmpfs: bytes of the files that can be seen",
                visible.Bytes / BytesPerMegabyte,
                "MB",
                visible.Files,
                Details: new Dictionary<string, double>
                {
                    ["used of the tmpfs"] = visible.Used / BytesPerMegabyte,
                },
                Source: "allocated blocks (statx) of the folder's files; statvfs of the mount"
            )
        );
        var workers = live.Servers.ToDictionary(
            server => server.Name,
            server => server.Watched.Workers!.List().Select(worker => worker.Pid).ToArray()
        );
        foreach (var (name, pids) in workers)
            Held(step, $"tmpfs: bytes of deleted files that {name} holds open", pids, folder);
        var all = Held(
            step,
            "tmpfs: bytes of deleted files that any worker holds open",
            [.. workers.Values.SelectMany(pids => pids)],
            folder
        );
        var by = live
            .Servers.Select(server =>
                (server.Name, Held: OpenDeletedFiles.HeldBy(workers[server.Name], folder))
            )
            .Where(one => one.Held.Bytes > 0)
            .ToArray();
        if (by.Length > 0)
            step.Find(
                $"deleted files that workers still hold open: {string.Join(", ", by.Select(one => $"{one.Name} {one.Held.Bytes / BytesPerMegabyte:0.0} MB in {one.Held.Files} files"))}; the visible files on the tmpfs take {visible.Bytes / BytesPerMegabyte:0.0} MB",
                $"the tmpfs has {visible.Used / BytesPerMegabyte:0.0} MB in use, {all.Bytes / BytesPerMegabyte:0.0} MB of it for deleted files; an idle nginx never frees them",
                "a tmpfs with room for open_file_cache max times a segment, in addition to the listed files"
                    + (room is null ? "" : $" (here {room})"),
                kind: by.Any(one => one.Name == live.Baseline.Name)
                    ? FindingKind.Before
                    : FindingKind.New,
                effect: Effect.Waste
            );
    }

    private static OpenDeletedFiles Held(Step step, string name, int[] workers, string folder)
    {
        var held = OpenDeletedFiles.HeldBy(workers, folder);
        step.Measure(
            new(
                name,
                held.Bytes / BytesPerMegabyte,
                "MB",
                held.Files,
                Source: "/proc/PID/fd of the workers: files of no name on the mount, each once"
            )
        );
        return held;
    }

    private static string Epoch => Fixtures.Nginx.Epoch.FileName;
}
