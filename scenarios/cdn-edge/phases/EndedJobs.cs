using Verify.Instruments.Http;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Jobs that end, READY or FAILED, and how long after the COMMIT it is seen.</summary>
internal static class EndedJobs
{
    // Often enough for a bound of seconds; forty who ask more often take the processors from the worker.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    // A second of video takes one or two, and much longer on a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <returns>Until it is seen in every process of the API, and at the edge.</returns>
    public static async Task<(
        IReadOnlyList<SeenAfter> Ready,
        IReadOnlyList<SeenAfter> Failed
    )> WatchAsync(PlatformInRun platform, string design, int trials, CancellationToken ct)
    {
        await using var witness = await StatusWitness.OfAsync(platform.Stores.Database(design), ct);
        IReadOnlyList<SeenAfter> ready;
        await using (var worker = await platform.WorkerAsync(design, ct))
            ready = await AllAsync("READY");
        // What the API took is not allowed any more: a job that cannot be done, however often it is tried.
        var refusing = new Dictionary<string, string>
        {
            ["VIDEO_SOURCES"] = $"file://{platform.Stores.Folder}/",
        };
        await using (
            var worker = await platform.BesideAsync(
                design,
                PlatformProgram.Worker,
                "refusing worker",
                refusing,
                ct
            )
        )
            return (ready, await AllAsync("FAILED"));

        // All are asked for at once: the worker makes one after the other, and each is watched to its own end.
        async Task<IReadOnlyList<SeenAfter>> AllAsync(string end) =>
            await Task.WhenAll(
                Enumerable
                    .Range(0, trials)
                    .Select(_ => OnceAsync(platform, design, end, witness, ct))
            );
    }

    private static async Task<SeenAfter> OnceAsync(
        PlatformInRun platform,
        string design,
        string end,
        StatusWitness witness,
        CancellationToken ct
    )
    {
        var apis = platform.Of(design);
        var video = await apis[0].NewVideoAsync(end, ct, seconds: 1);
        // Its old status is cached all the while: everybody asks from now on.
        await apis[0].ProcessAsync(video, ct);
        var seen = apis.Select(api =>
                SeenFrom.AskAsync(
                    async () => await api.StatusAsync(video, ct) == end,
                    BetweenLooks,
                    Patience,
                    ct
                )
            )
            .ToArray();
        var edge =
            end == "READY"
                ? SeenFrom.AskAsync(
                    () =>
                        SeenFrom.EdgeAsync(
                            platform.Edge(design).Endpoint,
                            $"/hls/{video}/master.m3u8",
                            ct
                        ),
                    BetweenLooks,
                    Patience,
                    ct
                )
                : null;
        var committed = await witness.CommittedAsync(video, end, ct).WaitAsync(Patience, ct);
        var api = (await Task.WhenAll(seen)).Max(one => After(one, committed));
        return new(api, edge is null ? null : After(await edge, committed));
    }

    // The telling takes its time too: what was seen before that was seen at once.
    private static TimeSpan After(Sight sight, Instant committed) =>
        sight.At is not { } at ? Patience
        : at > committed ? at - committed
        : TimeSpan.Zero;
}

/// <param name="Edge">Null where nothing is to be seen there.</param>
internal sealed record SeenAfter(TimeSpan Api, TimeSpan? Edge);
