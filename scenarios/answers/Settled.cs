using Verify.Instruments.Answers;
using Verify.Instruments.Http;

namespace Verify.Scenarios.Answers;

/// <summary>Waits until what an earlier step replaced, and put back, is out of a server's cache.</summary>
internal static class Settled
{
    // Workers have a cache each, and each answer is by one of them: so many alike are by all of them.
    private const int InARow = 12;

    // Longer than an entry lives that is valid for the usual 10 s; what rewrites its files is never as published.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static async Task AsPublishedAsync(Endpoint server, AskedPath path, CancellationToken ct)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += BetweenRounds)
        {
            if (await IsAsPublishedAsync(server, path, ct))
                return;
            await Task.Delay(BetweenRounds, ct);
        }
    }

    private static async Task<bool> IsAsPublishedAsync(
        Endpoint server,
        AskedPath path,
        CancellationToken ct
    )
    {
        for (var i = 0; i < InARow; i++)
            try
            {
                var answer = await FreshAnswer.ToAsync(
                    server,
                    HttpAsk.Get(path.Target),
                    Timeout,
                    ct
                );
                if (!answer.Body.Span.SequenceEqual(path.Published!.Value.Span))
                    return false;
            }
            catch (ExchangeFailed)
            {
                // The battery says so.
                return true;
            }
        return true;
    }
}
