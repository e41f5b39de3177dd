using System.Globalization;
using System.Text;
using NUnit.Framework;
using Verify.Instruments.Http;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>Step 5.4: how old what is shown can be, predicted from the configuration and measured with scaled lifetimes.</summary>
internal static class Staleness
{
    public const string Command =
        "while sleep 0.1; do curl -si http://127.0.0.1:8081/hls/$ID/master.m3u8; done  # beside: aws s3 cp master.m3u8 s3://videos/hls/$ID/";

    // Their times fall differently into the edge's: one of them asks just before its copy ends.
    private const int Clients = 4;
    private const int StatusTrials = 3;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    public static Task CheckAsync(PlatformInRun platform, Step step) =>
        OfAsync(platform, step, StatusTrials);

    /// <param name="statusTrials">0 for playlists alone.</param>
    public static async Task OfAsync(PlatformInRun platform, Step step, int statusTrials)
    {
        var oldest = new Dictionary<(string, string), TimeSpan>();
        var playlists = await Task.WhenAll(
            platform.Cached.Select(design => SeenAsync(platform, design, statusTrials, step.Ct))
        );
        foreach (var (design, seen) in platform.Cached.Zip(playlists))
        foreach (var (what, age) in seen)
            oldest[(design, what)] = age;
        var table = new StringBuilder("design,what,predicted_s,measured_s,why\n");
        foreach (var budget in StalenessBudget.For(platform.Times.Playlist))
        {
            if (!oldest.TryGetValue((budget.Design, budget.What), out var measured))
                continue;
            table.Append(
                CultureInfo.InvariantCulture,
                $"{budget.Design},\"{budget.What}\",{budget.Most.TotalSeconds:0.0},{measured.TotalSeconds:0.00},\"{budget.Reason}\"\n"
            );
            Judge(step, budget, measured);
        }
        step.Keep("lifetimes.csv", table.ToString(), "text/csv");
        Find(step, oldest, platform.Times.Playlist);
    }

    private static void Judge(Step step, StalenessBudget budget, TimeSpan measured)
    {
        step.Saw(
            $"{budget.Design}: {budget.What}: at most {Text(budget.Most)} by the configuration, {Text(measured)} seen"
        );
        if (budget.What == StalenessBudget.AtClient)
            step.Measure(
                new($"{budget.Design}: oldest {budget.What}", measured.TotalSeconds, "s", Clients)
                {
                    Id = CdnFigures.OldestPlaylist,
                    Subject = budget.Design,
                }
            );
        step.Expect(
            $"{budget.Design}: oldest {budget.What}",
            measured,
            Is.LessThanOrEqualTo(budget.Most),
            $"{budget.Reason}; and 0.7 s until what is fetched is there and is looked at",
            budget.Design == PlatformInRun.Cured ? CdnOutcomes.Budget : null
        );
        if (budget.Reached > TimeSpan.Zero)
            step.Expect(
                $"{budget.Design}: {budget.What}: the budget is used",
                measured,
                Is.GreaterThanOrEqualTo(budget.Reached),
                "what is predicted really happens: a bound that nothing comes near would show nothing"
            );
    }

    private static void Find(
        Step step,
        Dictionary<(string, string), TimeSpan> oldest,
        TimeSpan kept
    )
    {
        var twice = oldest.GetValueOrDefault((PlatformInRun.AsDesigned, StalenessBudget.AtClient));
        if (twice > kept + TimeSpan.FromSeconds(1))
            step.Find(
                $"as designed, a playlist in a client's cache is out of date for {Text(twice)}, where every lifetime is {Text(kept)}",
                "the edge hands on what it has kept for that long with a full max-age and without an Age: two lifetimes in a row, 2 h with the design's own",
                "pass on the storage's Date (proxy_pass_header Date), or say Age",
                FindingKind.Before,
                Effect.Stale
            );
        var paused = oldest.GetValueOrDefault((PlatformInRun.Cured, StalenessBudget.AfterPause));
        if (paused > kept + TimeSpan.FromSeconds(1))
            step.Find(
                $"cured, the first viewer after a pause of {Text(StalenessBudget.Pause(kept))} is given a playlist that was out of date for {Text(paused)}",
                "with proxy_cache_use_stale updating the first answer is what has expired, however long ago: up to inactive= of the cache (7 d), which is longer than an older version's segments are kept (VERSION_KEEP, 24 h)",
                "keep inactive= of playlists shorter than VERSION_KEEP, or bound it by stale-while-revalidate in the storage's Cache-Control in place of the directive",
                FindingKind.New,
                Effect.Stale
            );
    }

    private static async Task<IReadOnlyDictionary<string, TimeSpan>> SeenAsync(
        PlatformInRun platform,
        string design,
        int statusTrials,
        CancellationToken ct
    )
    {
        var kept = platform.Times.Playlist;
        // A copy in the edge from its beginning to its end, and then one in a client's cache; and a second for whole seconds.
        var watched = (2 * kept) + TimeSpan.FromSeconds(1.5);
        await using var playlist = await ChangingPlaylist.StartAsync(
            platform.Stores.Bucket(design),
            design == PlatformInRun.Cured ? $"public, max-age={kept.TotalSeconds:0}" : null,
            ct
        );
        var edge = platform.Edge(design).Endpoint;
        // A client with no cache of its own keeps the edge's copy in use; the others have one.
        var atEdge = OldestAsync(() => new ClientCache(edge, playlist.Path).GetAsync(ct));
        var atClients = Enumerable
            .Range(1, Clients)
            .Select(async number =>
            {
                // Each a quarter of the time after the one before.
                await Task.Delay(kept / Clients * number, ct);
                var client = new ClientCache(edge, playlist.Path);
                return await OldestAsync(() => client.GetAsync(ct));
            })
            .ToArray();
        var seen = new Dictionary<string, TimeSpan>
        {
            [StalenessBudget.AtEdge] = await atEdge,
            [StalenessBudget.AtClient] = (await Task.WhenAll(atClients)).Max(),
        };
        // Other processes are asked meanwhile: while nobody asks for the playlist, nothing of it is measured.
        var status =
            statusTrials > 0
                ? HiddenChange.ProvokeAsync(platform, design, statusTrials, ct)
                : Task.FromResult<IReadOnlyList<TimeSpan>>([]);
        await Task.Delay(StalenessBudget.Pause(kept), ct);
        var asked = Instant.Now;
        seen[StalenessBudget.AfterPause] = playlist.AgeOf(
            await new ClientCache(edge, playlist.Path).GetAsync(ct),
            asked
        );
        if (await status is { Count: > 0 } statuses)
            seen[StalenessBudget.Status] = statuses.Max();
        return seen;

        async Task<TimeSpan> OldestAsync(Func<Task<HttpAnswer>> get)
        {
            var (began, oldest) = (Instant.Now, TimeSpan.Zero);
            while (Instant.Now - began < watched)
            {
                var looked = Instant.Now;
                var age = playlist.AgeOf(await get(), looked);
                oldest = age > oldest ? age : oldest;
                await Task.Delay(BetweenLooks, ct);
            }
            return oldest;
        }
    }

    private static string Text(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
