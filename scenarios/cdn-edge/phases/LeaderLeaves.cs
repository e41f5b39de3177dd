using NUnit.Framework;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Step 5.15: many share the look-up of the first caller, who disconnects before it has ended.</summary>
internal static class LeaderLeaves
{
    public const string Command =
        "timeout 0.2 curl http://127.0.0.1:8080/v1/videos/$ID & seq 20 | xargs -P 20 -I_ curl -s -o /dev/null -w '%{http_code}\\n' http://127.0.0.1:8080/v1/videos/$ID";

    private const int Followers = 20;

    // How many have shared another's look-up, as the process counts them itself.
    private const string Joined = "video_flights_joined_total";

    // What is on its way is there in milliseconds, and much later on a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    // Npgsql waits 2 s for the end of a command that was cancelled; a look-up that is to fail has failed by then.
    private static readonly TimeSpan CancelledBy = TimeSpan.FromSeconds(3);

    public static async Task CheckAsync(PlatformInRun platform, Step step)
    {
        foreach (
            var (design, statuses) in await Task.WhenAll(
                platform.Cached.Select(async design =>
                    (design, await OnceAsync(platform, design, step.Ct))
                )
            )
        )
        {
            var failed = statuses.Count(one => one != "200");
            step.Saw(
                $"{design}: {failed} of {Followers} followers failed ({string.Join(", ", statuses.Distinct())})"
            );
            if (design == PlatformInRun.Cured)
            {
                step.Expect(
                    $"{design}, the first caller disconnects: followers who fail",
                    failed,
                    Is.Zero,
                    "a look-up is nobody's own: it goes on for the others",
                    CdnOutcomes.Stampede
                );
                continue;
            }
            step.Expect(
                $"{design}, the first caller disconnects: followers who fail",
                failed,
                Is.EqualTo(Followers),
                "by reading: the look-up is cancelled with the request of who came first"
            );
            step.Find(
                $"as designed, one caller who disconnects fails all who share the look-up: {failed} of {Followers} followers are answered {string.Join(", ", statuses.Distinct())}",
                "on a popular video somebody always disconnects: the more share, the more fail with one",
                "let the look-up go on without its first caller (detached)",
                FindingKind.Before,
                Effect.Error
            );
        }
    }

    private static async Task<IReadOnlyList<string>> OnceAsync(
        PlatformInRun platform,
        string design,
        CancellationToken ct
    )
    {
        // One process: who shares is decided in each.
        var api = platform.Of(design)[0];
        var video = await api.NewVideoAsync("Leader", ct);
        await using var read = platform.Stores.DatabaseGate.HoldNext(command =>
            command.Kind == "SELECT" && command.Says("FROM videos") && command.Binds(video)
        );
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        using var leaves = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var joined = await api.CountedAsync(Joined, ct);
        var leader = StatusAsync(api, video, leaves.Token);
        try
        {
            await read.ReachedAsync(patience.Token);
            var followers = Enumerable
                .Range(0, Followers)
                .Select(_ => StatusAsync(api, video, ct))
                .ToArray();
            while (await api.CountedAsync(Joined, ct) < joined + Followers)
                await Task.Delay(BetweenLooks, patience.Token);
            await leaves.CancelAsync();
            await Task.WhenAny(Task.WhenAll(followers), Task.Delay(CancelledBy, ct));
            read.Release();
            await leader;
            return await Task.WhenAll(followers);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new CannotRun(
                $"{design}: {Followers} callers did not come to share one look-up in {Patience.TotalSeconds:0} s."
            );
        }
    }

    private static async Task<string> StatusAsync(
        PlatformProgram api,
        Guid video,
        CancellationToken leaves
    )
    {
        try
        {
            using var answer = await api.Client.GetAsync($"/v1/videos/{video}", leaves);
            return $"{(int)answer.StatusCode}";
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
        {
            return gone.GetType().Name;
        }
    }
}
