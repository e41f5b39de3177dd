using System.Text;
using Verify.Instruments.Files;
using Verify.Instruments.Http;
using Verify.Instruments.Sampling;

namespace Verify.Instruments.Eviction;

/// <summary>
/// Whether requests for nothing drive a file out of a worker's cache: the file is cached, replaced by a rename, and
/// looked at before and after them. Its old content says that its entry is there, its new one that it had to be
/// opened again.
/// </summary>
/// <remarks>All on one connection, and so by one worker: each has a cache of its own.</remarks>
public static class EvictionMeter
{
    // A server that takes longer on loopback answers no viewer in time either.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private static readonly byte[] Old = Encoding.ASCII.GetBytes("before the change\n");
    private static readonly byte[] New = Encoding.ASCII.GetBytes("after the change\n");

    /// <exception cref="ExchangeFailed">The server gave no answer, another one than it must, or closed the connection.</exception>
    public static async Task<Eviction> MeasureAsync(
        EvictionProbe probe,
        WatchedEndpoint watched,
        CancellationToken ct
    )
    {
        await using var connection = await HttpConnection.OpenAsync(watched.Endpoint, Timeout, ct);
        var rounds = new List<EvictionRound>();
        for (var round = 0; round < probe.Rounds; round++)
        {
            await Task.Delay(probe.PhasePeriod * probe.Random.NextDouble(), ct);
            rounds.Add(await RoundAsync(probe, $"{probe.Name}-{round}", connection, ct));
        }
        return new(
            watched.Endpoint.Name,
            watched.Workers?.AnsweringOn(connection),
            probe.Strangers,
            rounds
        );
    }

    private static async Task<EvictionRound> RoundAsync(
        EvictionProbe probe,
        string name,
        HttpConnection connection,
        CancellationToken ct
    )
    {
        var target = probe.Below + name + probe.Extension;
        var file = Path.Combine(probe.Folder, name + probe.Extension);
        try
        {
            await File.WriteAllBytesAsync(file, Old, ct);
            if (!await IsOldAsync(target, connection, ct))
                throw new ExchangeFailed(HttpFault.Malformed, $"{target} is not what was written");
            File.Move(WrittenFile.MakeReady(file, New), file, overwrite: true);
            var replaced = Instant.Now;
            var before = await IsOldAsync(target, connection, ct);
            for (var i = 0; i < probe.Strangers; i++)
            {
                var stranger = $"{probe.Below}{name}-stranger-{i}{probe.StrangersExtension}";
                if (await AskAsync(stranger, connection, ct) is { Status: not 404 } found)
                    throw new ExchangeFailed(
                        HttpFault.Malformed,
                        $"{stranger} is nowhere, and was answered with {found.Status}"
                    );
            }
            var after = await IsOldAsync(target, connection, ct);
            return new(before, after, Instant.Now - replaced);
        }
        finally
        {
            File.Delete(WrittenFile.Ready(file));
            File.Delete(file);
        }
    }

    private static async Task<bool> IsOldAsync(
        string target,
        HttpConnection connection,
        CancellationToken ct
    )
    {
        var answer = await AskAsync(target, connection, ct);
        if (answer.Body.Span.SequenceEqual(Old))
            return true;
        return answer.Body.Span.SequenceEqual(New)
            ? false
            : throw new ExchangeFailed(
                HttpFault.Malformed,
                $"{target} was answered with {answer.Status} and neither content"
            );
    }

    private static async Task<HttpAnswer> AskAsync(
        string target,
        HttpConnection connection,
        CancellationToken ct
    )
    {
        var answer = await connection.SendAsync(
            HttpAsk.Get(target),
            Timeout,
            HttpLimits.Default,
            null,
            ct
        );
        return connection.Reusable
            ? answer
            : throw new ExchangeFailed(
                HttpFault.Closed,
                $"after {connection.Answers} answers the connection was closed, and with it the way to that worker"
            );
    }
}
