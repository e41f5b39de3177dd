using Verify.Instruments.Http;
using Verify.Instruments.Sampling;

namespace Verify.Instruments.Memory;

/// <summary>Asks each worker of an endpoint for the same targets, as viewers whose connections reach all of them do.</summary>
public static class EveryWorker
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <param name="knock">Asked for once on each connection, so that it can be traced to its worker.</param>
    /// <returns>Answers of status 200.</returns>
    public static async Task<int> AskAsync(
        WatchedEndpoint watched,
        string knock,
        IReadOnlyList<string> targets,
        CancellationToken ct
    )
    {
        var served = 0;
        var workers = await WorkerConnections.OpenAsync(watched, HttpAsk.Get(knock), Timeout, ct);
        foreach (var worker in workers)
        {
            await using var connection = WorkerConnections.Kept(
                watched,
                worker,
                HttpAsk.Get(knock),
                Timeout
            );
            try
            {
                foreach (var ask in targets.Select(target => HttpAsk.Get(target)))
                {
                    var answer = await connection.SendAsync(
                        ask,
                        Timeout,
                        HttpLimits.Default,
                        // Only what the worker opens for it matters.
                        _ => { },
                        ct
                    );
                    served += answer.Status == 200 ? 1 : 0;
                }
            }
            catch (ExchangeFailed)
            {
                // What a worker does not serve in time, twice, it does not serve to viewers either: that is judged elsewhere.
            }
        }
        return served;
    }
}
