namespace Verify.VideoPlatform.Worker;

/// <summary>Something that is looked after once a second.</summary>
internal interface IChore
{
    string Name { get; }

    Task DoAsync(CancellationToken ct);
}

/// <summary>Does a chore again and again; what goes wrong with it goes wrong until the next time.</summary>
internal sealed class ChoreLoop(IChore chore, WorkerLog log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between);
        do try
        {
            await chore.DoAsync(stoppingToken);
        }
        catch (Exception thrown) when (!stoppingToken.IsCancellationRequested)
        {
            log.GoesOn(chore.Name, thrown.Message);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
