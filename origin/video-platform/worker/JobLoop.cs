using Verify.VideoPlatform.Jobs;

namespace Verify.VideoPlatform.Worker;

/// <summary>Takes jobs, one after the other.</summary>
internal sealed class JobLoop(JobQueue queue, JobSignal signal, JobAttempt attempt, WorkerLog log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                if (await queue.ClaimAsync(stoppingToken) is { } job)
                    await attempt.CarryOutAsync(job, stoppingToken);
                else
                    await signal.WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
            catch (Exception thrown)
            {
                log.GoesOn("The worker", thrown.Message);
                await signal.WaitAsync(stoppingToken);
            }
    }
}
