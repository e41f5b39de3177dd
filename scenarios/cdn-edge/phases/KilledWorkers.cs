using System.Globalization;
using NUnit.Framework;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>
/// Step 5.13: workers are killed (kill -9) in the middle of a job, at moments that their gates make and at random ones, and
/// others finish. Every job is done once, and nothing is left half done.
/// </summary>
internal static class KilledWorkers
{
    public const string Command =
        "kill -9 $(pgrep -f 'video-platform.dll worker'); dotnet video-platform.dll worker; psql -c 'SELECT * FROM versions'; aws s3 ls --recursive s3://videos/hls/$ID/";

    // Together: each waits for a lease to end, and few of them at a time for a processor.
    private const int AtATime = 6;

    // In a scenario that has to end soon; harness/kill-workers kills as many as it is told.
    private const int Few = 5;
    private const int Finishers = 2;

    // Short, so that a killed worker's job is another's soon.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    // The worker starts in one second, and in many where everybody wants the processor.
    private static readonly TimeSpan MomentPatience = TimeSpan.FromSeconds(60);

    private static readonly Dictionary<string, string> Shared = new()
    {
        ["JOB_LEASE"] = Lease.TotalSeconds.ToString("0.###s", CultureInfo.InvariantCulture),
        // Whoever is killed again and again is not to blame for it.
        ["JOB_ATTEMPTS"] = "100",
    };

    public static Task CheckAsync(PlatformInRun platform, Step step) =>
        ManyAsync(platform, step, Few, Environment.TickCount);

    /// <param name="kills">How many workers are killed.</param>
    /// <param name="seed">Of the random moments.</param>
    public static async Task ManyAsync(PlatformInRun platform, Step step, int kills, int seed)
    {
        step.Note("seed of the random moments of step 5.13", $"{seed}");
        var random = new Random(seed);
        var database = platform.Stores.Database(PlatformInRun.Cured);
        await database.ForgetJobsAsync(step.Ct);
        await using var witness = await StatusWitness.OfAsync(database, step.Ct);
        var left = new List<string>();
        var moments = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var done = 0; done < kills; done += AtATime)
        {
            var batch = Enumerable
                .Range(done, Math.Min(AtATime, kills - done))
                .Select(i => KillMoment.All[i % KillMoment.All.Count])
                .ToArray();
            step.Progress($"{done} of {kills} killed", (double)done / kills);
            left.AddRange(await BatchAsync(platform, batch, random, witness, step.Ct));
            foreach (var moment in batch)
                moments[moment.Name] = moments.GetValueOrDefault(moment.Name) + 1;
        }
        step.Saw(
            $"killed: {string.Join("; ", moments.Select(one => $"{one.Value} x {one.Key}"))} (seed {seed})"
        );
        step.Measure(new("workers killed in the middle of a job", kills, ""));
        step.Expect(
            "what is half done, done twice or left over",
            left.Take(10),
            Is.Empty,
            $"a job counts only while its lease ({Lease.TotalSeconds:0} s) is held, its end is one transaction, and what an attempt has stored has names of its own (seed {seed})",
            CdnOutcomes.JobsOnce
        );
    }

    private static async Task<IReadOnlyList<string>> BatchAsync(
        PlatformInRun platform,
        IReadOnlyList<KillMoment> moments,
        Random random,
        StatusWitness witness,
        CancellationToken ct
    )
    {
        var api = platform.Of(PlatformInRun.Cured)[0];
        var videos = new List<Guid>();
        foreach (var moment in moments)
        {
            var video = await api.NewVideoAsync(moment.Name, ct, seconds: 1);
            await api.ProcessAsync(video, ct);
            // Cached as PROCESSING: who is READY must not be shown so.
            await api.StatusAsync(video, ct);
            videos.Add(video);
        }
        // Its random numbers are drawn in order, whoever comes first.
        var seeds = moments.Select(_ => random.Next()).ToArray();
        await Task.WhenAll(
            moments.Select((moment, i) => KillAsync(platform, moment, i, new(seeds[i]), videos, ct))
        );
        var finishers = await Task.WhenAll(
            Enumerable
                .Range(0, Finishers)
                .Select(i =>
                    platform.BesideAsync(
                        PlatformInRun.Cured,
                        PlatformProgram.Worker,
                        $"finisher-{i}",
                        new Dictionary<string, string>(Shared)
                        {
                            ["WORK_DIR"] = WorkFolder(platform),
                        },
                        ct
                    )
                )
        );
        try
        {
            return await LeftOvers.SettledAsync(
                platform,
                videos,
                witness,
                WorkFolder(platform),
                ct
            );
        }
        finally
        {
            foreach (var one in finishers)
                await one.DisposeAsync();
        }
    }

    private static async Task KillAsync(
        PlatformInRun platform,
        KillMoment moment,
        int number,
        Random random,
        IReadOnlyCollection<Guid> videos,
        CancellationToken ct
    )
    {
        await using var worker = await GatedWorker.OpenAsync(
            platform.Stores,
            PlatformInRun.Cured,
            WorkFolder(platform),
            videos
        );
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(MomentPatience);
        // Before it starts: its gates have to be set when it comes to them.
        var reached = moment.ReachedAsync(worker, random, patience.Token);
        worker.Runs(
            await platform.BesideAsync(
                PlatformInRun.Cured,
                PlatformProgram.Worker,
                $"killed-{number}",
                Shared.Concat(worker.Settings).ToDictionary(),
                ct
            )
        );
        try
        {
            await reached;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new CannotRun($"No worker has come to this moment of a job: {moment.Name}");
        }
        await worker.KillAsync();
    }

    private static string WorkFolder(PlatformInRun platform) =>
        Directory.CreateDirectory(Path.Combine(platform.Stores.Folder, "cached", "work")).FullName;
}
