namespace Verify.Scenarios.ConfigConsistency.Own.Checks;

/// <summary>Step 7.1: what a request costs D1 and KV.</summary>
internal static class OwnCost
{
    public const string Reads = "d1 own SELECT";

    private const string AnyOfKv = "kv own ";
    private const int Requests = 200;

    public static string Command(OwnTrial trial) =>
        $"for i in $(seq {Requests}); do curl http://sjc.own.localhost:$PORT{trial.ConfigPath ?? trial.StatePath}; done";

    public static async Task CheckAsync(OwnInRun run, Step step)
    {
        var mark = await run.Server.MarkAsync(step.Ct);
        for (var i = 0; i < Requests; i++)
            await run.Colos[0].AskAsync(run.Trial.ConfigPath ?? run.Trial.StatePath!, step.Ct);
        foreach (
            var (what, counted) in new[] { ("reads of D1", Reads), ("operations at KV", AnyOfKv) }
        )
            step.Measure(
                new(
                    $"{what} a request",
                    (double)await CountAsync(run, mark, counted, step.Ct) / Requests,
                    "",
                    Requests
                )
            );
    }

    /// <summary>Lines of workerd's log since a mark that begin so.</summary>
    public static async Task<int> CountAsync(
        OwnInRun run,
        int mark,
        string what,
        CancellationToken ct
    )
    {
        await run.Server.MarkAsync(ct);
        return run
            .Server.Log.Since(mark)
            .Count(line => line.StartsWith(what, StringComparison.Ordinal));
    }
}
