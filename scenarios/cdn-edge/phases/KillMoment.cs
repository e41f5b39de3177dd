using Verify.Instruments.Gates.Postgres;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>A moment of a job at which its worker is killed: it is stopped there by its own gates, and not met by luck.</summary>
/// <param name="Name">What has just been done, and what has not.</param>
/// <param name="ReachedAsync">Waits until the worker is there.</param>
internal sealed record KillMoment(
    string Name,
    Func<GatedWorker, Random, CancellationToken, Task> ReachedAsync
)
{
    private const string Uploaded = "UPDATE versions SET state = 'uploaded'";
    private const string Ended = "lease = NULL, error =";

    // So many of a version's objects are stored when the worker is killed between two of them.
    private const int SomeObjects = 3;

    // A second of video is made in less.
    private const int LongestLuck = 1500;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(15);

    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true };

    /// <summary>The most telling first: a short run has time for some of them only.</summary>
    public static IReadOnlyList<KillMoment> All { get; } =
    [
        At("committed, Redis not told yet", worker => worker.HoldRedis()),
        new("some objects are stored", SomeAreStoredAsync),
        At("the master playlist is switched, the job has not ended", Before(Ended)),
        At("all is noted as stored, the master playlist is not switched", AfterUploaded),
        ByLuck,
        At("the COMMIT that ends the job is lost", EndingCommit),
        At("the COMMIT that ends the job is on its way", EndingCommit, arrives: true),
        At("claimed, and not committed", Before("INSERT INTO versions")),
        new("FFmpeg is at work", FfmpegIsAtWorkAsync),
        At("all is stored, and not noted", Before(Uploaded)),
        At("Redis is told, that is not noted", Before("DELETE FROM pending_invalidations")),
        ByLuck,
    ];

    /// <summary>A random while after the job was claimed.</summary>
    private static KillMoment ByLuck =>
        new(
            "a random while after it was claimed",
            async (worker, random, ct) =>
            {
                await worker.ClaimedAsync(ct);
                await Task.Delay(random.Next(LongestLuck), ct);
            }
        );

    private static KillMoment At(
        string name,
        Func<GatedWorker, Func<CancellationToken, Task>> hold,
        bool arrives = false
    ) =>
        new(
            name,
            async (worker, _, ct) =>
            {
                await hold(worker)(ct);
                worker.HeldArrives = arrives;
            }
        );

    private static Func<GatedWorker, Func<CancellationToken, Task>> Before(string statement) =>
        worker => worker.HoldDatabase(command => command.Says(statement));

    // The same statement renews a lease at other times too.
    private static Func<CancellationToken, Task> AfterUploaded(GatedWorker worker) =>
        worker.HoldDatabase(Following(Uploaded, "UPDATE jobs SET due_at"));

    private static Func<CancellationToken, Task> EndingCommit(GatedWorker worker) =>
        worker.HoldDatabase(Following(Ended, "COMMIT"));

    private static Func<PostgresCommand, bool> Following(string first, string then)
    {
        var hasPassed = false;
        return command =>
        {
            var isThere = hasPassed && command.Says(then);
            hasPassed |= command.Says(first);
            return isThere;
        };
    }

    private static async Task SomeAreStoredAsync(
        GatedWorker worker,
        Random random,
        CancellationToken ct
    )
    {
        // No further than this, however quickly they are stored.
        _ = worker.HoldDatabase(command => command.Says(Uploaded));
        var video = await worker.ClaimedAsync(ct);
        while (await worker.ObjectsAsync(video, ct) < SomeObjects)
            await Task.Delay(BetweenLooks, ct);
    }

    private static async Task FfmpegIsAtWorkAsync(
        GatedWorker worker,
        Random random,
        CancellationToken ct
    )
    {
        await worker.ClaimedAsync(ct);
        var claimed = TimeProvider.System.GetUtcNow().UtcDateTime;
        // The others' files are there too: one that has begun since then is its own, or of one who began with it.
        while (
            !Directory
                .EnumerateFiles(worker.Folder, "*.ts", Below)
                .Any(file => File.GetLastWriteTimeUtc(file) > claimed)
        )
            await Task.Delay(BetweenLooks, ct);
    }
}
