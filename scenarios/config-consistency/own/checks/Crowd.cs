namespace Verify.Scenarios.ConfigConsistency.Own.Checks;

/// <summary>Step 4.1: many viewers at one colo right after an invalidation: how often is D1 read?</summary>
internal static class Crowd
{
    private const int Viewers = 50;

    public static string Command(OwnTrial trial) =>
        $"{trial.Invalidate}; xargs -P {Viewers} curl http://sjc.own.localhost:$PORT{trial.ConfigPath}";

    public static async Task CheckAsync(OwnInRun run, Step step)
    {
        var value = run.NewValue();
        await run.UpdateAsync(value, step.Ct);
        await run.SendAsync(run.Trial.Invalidate!, value, step.Ct);
        var mark = await run.Server.MarkAsync(step.Ct);
        await Task.WhenAll(
            Enumerable
                .Range(0, Viewers)
                .Select(_ => run.Colos[0].AskAsync(run.Trial.ConfigPath!, step.Ct))
        );
        var reads = await OwnCost.CountAsync(run, mark, OwnCost.Reads, step.Ct);
        step.Measure(new($"reads of D1 for {Viewers} viewers at once", reads, "", Viewers));
        if (reads > 1)
            step.Find(
                $"{Viewers} viewers right after an invalidation are {reads} reads of D1",
                "each that misses reads for itself, and none waits for another",
                "let one object a channel read for all",
                FindingKind.Unsolved,
                Effect.Waste
            );
    }
}
