using Verify.Fixtures.Workerd;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Something that is written again and again: the newest of its writes is what it shows.</summary>
/// <param name="SendAsync">Writes a number; true where it was acknowledged.</param>
/// <param name="ShownAsync">The number that is there.</param>
internal sealed record WrittenPlace(
    string Name,
    Func<int, CancellationToken, Task<bool>> SendAsync,
    Func<CancellationToken, Task<int>> ShownAsync
);

/// <summary>What became of the writes of all places.</summary>
/// <param name="Lost">Places that showed less than was acknowledged, or more than was sent, each with its kill.</param>
internal sealed record KilledOutcome(int Acknowledged, IReadOnlyList<string> Lost);

/// <summary>Workerd is killed (kill -9) while all places are written at the same time, and started again.</summary>
/// <param name="writes">So many have to be acknowledged in all, an equal share before each kill.</param>
internal sealed class KilledWrites(WorkerdServer server, int kills, int writes)
{
    // From the last write that was waited for to the kill: it meets one at any point of its way. The same seed, the same moments.
    private static readonly TimeSpan LatestKill = TimeSpan.FromMilliseconds(300);
    private const int MomentSeed = 5;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    // A thousand writes take seconds, and a minute on the busiest machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private int acknowledged;

    /// <param name="begun">What the places show before.</param>
    public async Task<KilledOutcome> RunAsync(
        IReadOnlyList<WrittenPlace> places,
        int begun,
        Step step
    )
    {
        var moments = new Random(MomentSeed);
        var lost = new List<string>();
        var last = places.ToDictionary(place => place, _ => begun);
        for (var kill = 1; kill <= kills; kill++)
        {
            step.Progress($"kill {kill} of {kills}", (double)(kill - 1) / kills);
            using var dead = CancellationTokenSource.CreateLinkedTokenSource(step.Ct);
            var sending = places
                .Select(place => SendAsync(place, last[place], dead.Token))
                .ToArray();
            await AcknowledgedAsync(writes * kill / kills, step.Ct);
            await Task.Delay(LatestKill * moments.NextDouble(), step.Ct);
            await server.KillAsync(step.Ct);
            await dead.CancelAsync();
            var sent = await Task.WhenAll(sending);
            await server.StartAgainAsync(step.Ct);
            foreach (var (place, (known, sentLast)) in places.Zip(sent))
            {
                var shown = await place.ShownAsync(step.Ct);
                // The last one sent may have been saved, and not acknowledged.
                if (shown < known || shown > sentLast)
                    lost.Add(
                        $"{place.Name}, kill {kill}: shows {shown}, acknowledged were {known}, sent {sentLast}"
                    );
                last[place] = sentLast;
            }
        }
        return new(acknowledged, lost);
    }

    private async Task AcknowledgedAsync(int wanted, CancellationToken ct)
    {
        for (
            var waited = TimeSpan.Zero;
            Volatile.Read(ref acknowledged) < wanted;
            waited += BetweenLooks
        )
        {
            server.MustRun();
            if (waited > Patience)
                throw new CannotRun(
                    $"Only {acknowledged} of {wanted} writes were acknowledged within {Patience.TotalSeconds:0} s."
                );
            await Task.Delay(BetweenLooks, ct);
        }
    }

    private async Task<(int Known, int Last)> SendAsync(
        WrittenPlace place,
        int begun,
        CancellationToken ct
    )
    {
        var (known, last) = (begun, begun);
        try
        {
            while (true)
            {
                last++;
                if (!await place.SendAsync(last, ct))
                    continue;
                known = last;
                Interlocked.Increment(ref acknowledged);
            }
        }
        catch (Exception cut) when (cut is HttpRequestException or OperationCanceledException)
        {
            // It was killed.
            return (known, last);
        }
    }
}
