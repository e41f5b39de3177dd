using Npgsql;
using Verify.VideoPlatform.Invalidations;
using Verify.VideoPlatform.Jobs;
using Verify.VideoPlatform.Metrics;
using Verify.VideoPlatform.Settings;
using Verify.VideoPlatform.Transcoding;

namespace Verify.VideoPlatform.Worker;

/// <summary>Carries out one attempt at a job, to one of its ends: ready, failed, given back, or lost to another.</summary>
internal sealed class JobAttempt(
    JobQueue queue,
    JobEnd end,
    TranscodeService transcoding,
    IPublication publication,
    IInvalidation invalidation,
    JobSettings settings,
    TimeProvider clock,
    PlatformMetrics metrics,
    WorkerLog log
)
{
    // Doubled with every attempt: what is away comes back, and is not hammered until then.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private const int MostDoublings = 6;

    public async Task CarryOutAsync(Job job, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(settings.Limit);
        string outcome;
        await using (var lease = new HeldLease(queue, job, settings.Lease, clock, limit.Token))
            outcome = await EndAsync(job, lease, stop);
        metrics.Jobs.WithLabels(outcome).Inc();
        log.Ended(job.Id, job.VideoId, job.Version, job.Attempt, outcome);
    }

    private async Task<string> EndAsync(Job job, HeldLease lease, CancellationToken stop)
    {
        try
        {
            return await TryAsync(job, lease, stop);
        }
        catch (Exception lost) when (lost is LeaseLost || lease.IsLost)
        {
            return "lost";
        }
        // Nobody was told how it ended: the lease ends by itself.
        catch (NpgsqlException)
        {
            return "lost";
        }
    }

    private async Task<string> TryAsync(Job job, HeldLease lease, CancellationToken stop)
    {
        try
        {
            if (!job.IsUploaded)
            {
                if (job.Attempt > settings.Attempts)
                    return await FailAsync(job, $"given up after {settings.Attempts} attempts");
                await transcoding.MakeAsync(job, lease);
                await end.UploadedAsync(job, lease.Token);
            }
            await publication.PublishAsync(job, lease);
            await invalidation.AroundAsync(
                job.VideoId,
                ct => end.ReadyAsync(job, ct),
                CancellationToken.None
            );
            return "ready";
        }
        catch (TranscodingFailed failed)
        {
            log.Failed(job.Id, failed.Message);
            return await FailAsync(job, failed.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await queue.GiveBackAsync(job, TimeSpan.Zero, "the worker was stopped", default);
            return "given back";
        }
        catch (Exception thrown) when (thrown is not LeaseLost && !lease.IsLost)
        {
            log.Disturbed(job.Id, thrown.Message);
            var pause = FirstPause * Math.Pow(2, Math.Min(job.Attempt - 1, MostDoublings));
            await queue.GiveBackAsync(job, pause, thrown.Message, default);
            return "disturbed";
        }
    }

    private async Task<string> FailAsync(Job job, string why)
    {
        await invalidation.AroundAsync(
            job.VideoId,
            ct => end.FailedAsync(job, why, ct),
            CancellationToken.None
        );
        return "failed";
    }
}
