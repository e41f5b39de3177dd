using System.Diagnostics;

namespace Verify.Scenarios.Bench.Cdn;

/// <summary>Requests that are due at fixed times, whether or not the ones before them have been answered.</summary>
/// <param name="Corrected">From when each was due.</param>
/// <param name="Raw">From when it was sent.</param>
/// <param name="Lateness">Of whoever sent it.</param>
internal sealed record PacedLoad(
    IReadOnlyList<TimeSpan> Corrected,
    IReadOnlyList<TimeSpan> Raw,
    IReadOnlyList<TimeSpan> Lateness,
    int Errors
)
{
    // As fine as timers are.
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(1);

    public static async Task<PacedLoad> RunAsync(
        HttpClient client,
        string path,
        int perSecond,
        TimeSpan duration,
        CancellationToken ct
    )
    {
        var count = (int)(perSecond * duration.TotalSeconds);
        var asked = new Task<Asked?>[count];
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            var due = duration * i / count;
            while (clock.Elapsed < due)
                await Task.Delay(Nap, ct);
            asked[i] = AskAsync(client, path, due, clock, ct);
        }
        var answered = (await Task.WhenAll(asked)).OfType<Asked>().ToArray();
        return new(
            [.. answered.Select(one => one.Answered - one.Due)],
            [.. answered.Select(one => one.Answered - one.Sent)],
            [.. answered.Select(one => one.Sent - one.Due)],
            count - answered.Length
        );
    }

    private static async Task<Asked?> AskAsync(
        HttpClient client,
        string path,
        TimeSpan due,
        Stopwatch clock,
        CancellationToken ct
    )
    {
        var sent = clock.Elapsed;
        try
        {
            await client.GetByteArrayAsync(path, ct);
            return new(due, sent, clock.Elapsed);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private sealed record Asked(TimeSpan Due, TimeSpan Sent, TimeSpan Answered);
}
