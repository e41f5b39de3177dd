using Verify.Swarm;
using Verify.Swarm.Latency;
using Verify.Swarm.Tally;
using Verify.Tests.Ground;

namespace Verify.Tests.Swarm;

/// <summary>The swarm's percentiles beside the truth: the server's own log, and what fell due by the schedule.</summary>
[CancelAfter(Hang.Milliseconds)]
[Waits, Parallelizable]
public sealed class KnownDelayTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // To be reached.
    private const double Allowed = 0.02;

    // It asks one at a time, where the swarm has many answers to take at once.
    private const int Machine = 2;

    // Of some hundred answers the last few are those that the machine held up: of 50 ms that is all the difference, of a
    // stall it is none.
    private static readonly double[] OfAll = [0.5, 0.9];
    private static readonly double[] OfStalls = [0.5, 0.9, 0.95, 0.99];

    [Test]
    public async Task A_server_that_answers_after_50_ms_is_seen_to(CancellationToken ct)
    {
        using var server = new DelayedStream(_ => Delay);
        var (result, control) = await RunAsync(server, viewers: 40, seconds: 6, ct);
        var playlists = Sorted(server.Log(".m3u8").Select(held => held.For));
        var segments = Sorted(server.Log(".ts").Where(IsViewers).Select(held => held.For));
        Compare("playlists, raw", result.Playlists.Raw, playlists, OfAll, result, control);
        Compare(
            "playlists, corrected",
            result.Playlists.Corrected,
            playlists,
            OfAll,
            result,
            control
        );
        Compare("segments, raw", result.Segments.Raw, segments, OfAll, result, control);
        Compare("segments, corrected", result.Segments.Corrected, segments, OfAll, result, control);
    }

    // When a reload was due is read from the log: a first request that the machine holds up spoils that now and then. What
    // is wrong with the swarm is wrong each time.
    [Test, Retry(3)]
    public async Task A_server_that_stalls_for_2_s_every_10_s_is_seen_as_by_all_who_waited(
        CancellationToken ct
    )
    {
        using var server = new DelayedStream(age => Stalling(age, 2 * Second));
        var (result, control) = await RunAsync(server, viewers: 50, seconds: 12, ct);
        var log = server.Log(".m3u8");
        Compare(
            "playlists, corrected",
            result.Playlists.Corrected,
            Sorted(log.GroupBy(held => held.Target).SelectMany(Waits)),
            OfStalls,
            result,
            control
        );
    }

    // From the fourth second of every ten nothing is answered for a while.
    private static TimeSpan Stalling(TimeSpan age, TimeSpan stall)
    {
        var inStall =
            TimeSpan.FromTicks(age.Ticks % TimeSpan.FromSeconds(10).Ticks)
            - TimeSpan.FromSeconds(4);
        return inStall >= TimeSpan.Zero && stall - inStall > Delay ? stall - inStall : Delay;
    }

    // What one viewer waited for each reload that fell due, every second from its first one on: until the answer to it, or,
    // where others fell due behind one that was on its way, until that came; the last of those is asked for then.
    private static IEnumerable<TimeSpan> Waits(IGrouping<string, Held> viewer)
    {
        var asked = viewer.OrderBy(held => held.Received).ToList();
        if (viewer.Key == DelayedStream.Entry)
            return asked.Select(held => held.For);
        // Nothing is asked for before it is due: of the first, which no stall holds up, the most punctual tells when.
        var due = asked.Take(BeforeStall).Select((held, i) => held.Received - (Second * i)).Min();
        var waits = new List<TimeSpan>();
        foreach (var held in asked)
        {
            waits.Add(held.Answered - due);
            for (due += Second; due + Second <= held.Answered; due += Second)
                waits.Add(held.Answered - due);
        }
        return waits;
    }

    // All viewers have started after one second, and the first stall begins with the fourth.
    private const int BeforeStall = 3;

    private static bool IsViewers(Held held) => held.Target != ControlClient.Target;

    private static async Task<(SwarmResult, Control)> RunAsync(
        DelayedStream server,
        int viewers,
        int seconds,
        CancellationToken ct
    )
    {
        using var client = await ControlClient.StartAsync(server.Endpoint, ct);
        server.Begin();
        var result = await HlsSwarm.RunAsync(
            new(
                DelayedStream.Entry,
                viewers,
                // Spread over a second, so that they ask at all times of it.
                RampPerSecond: viewers,
                Jitter: TimeSpan.Zero,
                VariantChoice.First,
                Reconnect: null,
                SegmentRetries: 0,
                Timeout: TimeSpan.FromSeconds(20),
                TimeSpan.FromSeconds(seconds),
                Seed: 1
            ),
            server.Endpoint,
            null,
            ct
        );
        Assert.That(result.Errors, Is.Empty);
        Assert.That(result.Audience.Joined, Is.EqualTo(viewers));
        return (
            result,
            new(
                Sorted(client.Latencies),
                Sorted(server.Log(ControlClient.Target).Select(held => held.For))
            )
        );
    }

    private static void Compare(
        string what,
        LatencyHistogram seen,
        TimeSpan[] truth,
        double[] quantiles,
        SwarmResult result,
        Control control
    )
    {
        // What was under way when time was up is in the log and in no histogram.
        Assert.That(seen.Count, Is.EqualTo(truth.Length).Within(result.Plan.Viewers));
        // So many of them may move every rank up or down.
        var shift = Math.Abs(seen.Count - truth.Length) / (double)truth.Length;
        // What a busy machine adds, as it was measured meanwhile: to the generator, and to the plainest client.
        var machine = result.Generator.Lateness.Quantile(0.99) + (Machine * control.Off(0.99));
        foreach (var q in quantiles)
        {
            var (measured, ought) = (seen.Quantile(q), Of(truth, q));
            var (least, most) = (
                Of(truth, Math.Max(0, q - shift)),
                Of(truth, Math.Min(1, q + shift))
            );
            var off =
                measured < least ? least - measured
                : measured > most ? measured - most
                : default;
            var said =
                $"{what} p{q * 100:0.#}: {measured.TotalMilliseconds:0.00} ms, truth {ought.TotalMilliseconds:0.00} ms, "
                + $"{(measured - ought) / ought:+0.0%;-0.0%} ({seen.Count} of {truth.Length} samples; the machine: {machine.TotalMilliseconds:0.00} ms)";
            TestContext.Out.WriteLine(said);
            Assert.That(off, Is.LessThanOrEqualTo((ought * Allowed) + machine), said);
        }
    }

    private static TimeSpan[] Sorted(IEnumerable<TimeSpan> values) => [.. values.Order()];

    // By nearest rank, as the histogram does.
    private static TimeSpan Of(TimeSpan[] sorted, double q) =>
        sorted[Math.Max(0, (int)Math.Ceiling(q * sorted.Length) - 1)];

    private sealed record Control(TimeSpan[] Seen, TimeSpan[] Truth)
    {
        public TimeSpan Off(double q) => (Of(Seen, q) - Of(Truth, q)).Duration();
    }
}
