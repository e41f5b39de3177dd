using Npgsql;
using Verify.VideoPlatform.Jobs;

namespace Verify.VideoPlatform.Worker;

/// <summary>Keeps an attempt's lease while it works, and ends the attempt when that is lost.</summary>
internal sealed class HeldLease : IAsyncDisposable
{
    private const int RenewalsPerLease = 3;

    private readonly JobQueue queue;
    private readonly Job job;
    private readonly TimeSpan length;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource ended;
    private readonly Task renewing;
    private long renewed;

    public HeldLease(
        JobQueue queue,
        Job job,
        TimeSpan length,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        (this.queue, this.job, this.length, this.clock) = (queue, job, length, clock);
        renewed = clock.GetTimestamp();
        ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        renewing = RenewAsync();
    }

    /// <summary>Ends with the lease.</summary>
    public CancellationToken Token => ended.Token;

    public bool IsLost { get; private set; }

    /// <summary>Before anything is stored: a process that was stopped finds out by the clock, before it has renewed in vain.</summary>
    /// <exception cref="LeaseLost">Nobody can say that it is still ours.</exception>
    public void MustBeHeld()
    {
        if (IsLost || clock.GetElapsedTime(Volatile.Read(ref renewed)) >= length)
            throw new LeaseLost(job.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await renewing;
        ended.Dispose();
    }

    private async Task RenewAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(length / RenewalsPerLease, clock, ended.Token);
                // From before it is asked: the database counts from later.
                var asked = clock.GetTimestamp();
                try
                {
                    await queue.RenewAsync(job, ended.Token);
                    Volatile.Write(ref renewed, asked);
                }
                // A database that is away for a moment: there is time for another try.
                catch (NpgsqlException) { }
                MustBeHeld();
            }
        }
        catch (LeaseLost)
        {
            IsLost = true;
            await ended.CancelAsync();
        }
        catch (OperationCanceledException) { }
    }
}
