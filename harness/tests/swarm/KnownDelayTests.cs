using Verify.Swarm;

namespace Verify.Tests;

/// <summary>The swarm's percentiles beside the truth: the server's own log, and what fell due by the schedule.</summary>
[CancelAfter(120_000)]
public sealed class KnownDelayTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // To be reached.
    private const double Allowed = 0.02;

    // What the machine itself may take of that: beyond it a difference says nothing of the swarm.
    private const double OfTheMachine = 0.01;

    // A busy machine may be quiet a little later; what is wrong with the swarm is wrong each time.
    private const int Attempts = 3;

    // The highest is of the last few of some hundred requests; beyond it would be the one that the machine held up.
    private static readonly double[] Quantiles = [0.5, 0.9, 0.95, 0.99];

    [Test]
    public Task A_server_that_answers_after_50_ms_is_seen_to(CancellationToken ct) =>
        HoldsAsync(async () =>
        {
            using var server = new DelayedStream(_ => Delay);
            var (result, control) = await RunAsync(server, viewers: 40, seconds: 6, ct);
            var playlists = Sorted(server.Log(".m3u8").Select(held => held.For));
            var segments = Sorted(server.Log(".ts").Where(IsViewers).Select(held => held.For));
            return
            [
                .. Compare("playlists, raw", result.Playlists.Raw, playlists, result, control),
                .. Compare(
                    "playlists, corrected",
                    result.Playlists.Corrected,
                    playlists,
                    result,
                    control
                ),
                .. Compare("segments, raw", result.Segments.Raw, segments, result, control),
                .. Compare(
                    "segments, corrected",
                    result.Segments.Corrected,
                    segments,
                    result,
                    control
                ),
            ];
        });

    // 2 s; in a longer one more than one reload falls due while the first is unanswered.
    [TestCase(2, 22)]
    [TestCase(3.5, 12)]
    public Task A_server_that_stalls_every_10_s_is_seen_as_by_all_who_waited(
        double stall,
        int seconds,
        CancellationToken ct
    ) =>
        HoldsAsync(async () =>
        {
            using var server = new DelayedStream(age => Stalling(age, TimeSpan.FromSeconds(stall)));
            var (result, control) = await RunAsync(server, viewers: 50, seconds, ct);
            var log = server.Log(".m3u8");
            return
            [
                // About a tenth of what is sent is held back: at p90 one request more or less is all the difference.
                .. Compare(
                        "playlists, raw",
                        result.Playlists.Raw,
                        Sorted(log.Select(held => held.For)),
                        result,
                        control
                    )
                    .Where(one => one.Quantile != 0.9),
                .. Compare(
                    "playlists, corrected",
                    result.Playlists.Corrected,
                    Sorted(log.GroupBy(held => held.Target).SelectMany(Waits)),
                    result,
                    control
                ),
            ];
        });

    // From the fourth second of every ten nothing is answered for a while.
    private static TimeSpan Stalling(TimeSpan age, TimeSpan stall)
    {
        var inStall =
            TimeSpan.FromTicks(age.Ticks % TimeSpan.FromSeconds(10).Ticks)
            - TimeSpan.FromSeconds(4);
        return inStall >= TimeSpan.Zero && stall - inStall > Delay ? stall - inStall : Delay;
    }

    // What one viewer waited for each reload that fell due, every second from its first request on: until the answer to
    // what was sent then, or, where something was on its way already, until that came.
    private static IEnumerable<TimeSpan> Waits(IGrouping<string, Held> viewer)
    {
        if (viewer.Key == DelayedStream.Entry)
            return viewer.Select(held => held.For);
        var asked = viewer.OrderBy(held => held.Received).ToList();
        var turns = new Dictionary<int, Held>();
        var turn = 0;
        foreach (var held in asked)
        {
            // Of those that fell due while the one before was on its way, it is the last.
            while (asked[0].Received + (Second * (turn + 1)) <= held.Received + Punctual)
                turn++;
            turns[turn++] = held;
        }
        // Nothing is asked for before it is due: the most punctual request tells when that was.
        var due = turns.Min(one => one.Value.Received - (Second * one.Key));
        return Enumerable
            .Range(0, turn)
            .Select(i => (Due: due + (Second * i), Sent: turns.GetValueOrDefault(i)))
            .Select(one =>
                (one.Sent ?? asked.First(held => held.Answered > one.Due)).Answered - one.Due
            );
    }

    // A generator that is further from its schedule than this has long been found out to be late.
    private static readonly TimeSpan Punctual = TimeSpan.FromMilliseconds(5);

    private static bool IsViewers(Held held) => held.Target != ControlClient.Target;

    private static async Task<(SwarmResult, Control)> RunAsync(
        DelayedStream server,
        int viewers,
        int seconds,
        CancellationToken ct
    )
    {
        using var client = await ControlClient.StartAsync(server.Endpoint, ct);
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
                Sorted(server.Log(ControlClient.Target).Select(held => held.For)),
                Sorted(server.Log("").Select(held => held.For - held.Asked))
            )
        );
    }

    private static IEnumerable<Compared> Compare(
        string what,
        LatencyHistogram seen,
        TimeSpan[] truth,
        SwarmResult result,
        Control control
    )
    {
        // What was under way when time was up is in the log and in no histogram.
        Assert.That(seen.Count, Is.EqualTo(truth.Length).Within(result.Plan.Viewers));
        foreach (var q in Quantiles)
        {
            var (measured, ought) = (seen.Quantile(q), Of(truth, q));
            var off = (measured - ought) / ought;
            // Late itself, or on a machine where the plainest client is wrong as well, or the server late.
            var tells =
                result.Generator.Lateness.Quantile(q) <= ought * OfTheMachine
                && control.Off(q) <= ought * OfTheMachine
                && Of(control.Late, q) <= ought * OfTheMachine;
            TestContext.Out.WriteLine(
                $"{what} p{q * 100:0.#}: {measured.TotalMilliseconds:0.00} ms, truth {ought.TotalMilliseconds:0.00} ms, {off:+0.0%;-0.0%}"
                    + $" (late {result.Generator.Lateness.Quantile(q).TotalMilliseconds:0.00} ms, control off {control.Off(q).TotalMilliseconds:0.00} ms, server late {Of(control.Late, q).TotalMilliseconds:0.00} ms){(tells ? "" : ": cannot tell")}"
            );
            yield return new($"{what}, p{q * 100:0.#}", q, off, tells);
        }
    }

    // Each quantile has to hold in one of the attempts that can tell.
    private static async Task HoldsAsync(Func<Task<Compared[]>> attempt)
    {
        var open = new Dictionary<string, Compared>();
        for (var i = 0; i < Attempts && (i == 0 || open.Count > 0); i++)
        {
            foreach (var one in await attempt())
            {
                if (one.Tells && Math.Abs(one.Off) <= Allowed)
                    open.Remove(one.What);
                else if (i == 0 || (one.Tells && open.ContainsKey(one.What)))
                    open[one.What] = one;
            }
        }
        Assert.That(
            open.Values.Where(one => one.Tells).Select(one => $"{one.What}: {one.Off:P1} off"),
            Is.Empty
        );
        if (open.Count > 0)
            Assert.Inconclusive(
                $"the machine was too busy to tell: {string.Join("; ", open.Keys)}"
            );
    }

    private static TimeSpan[] Sorted(IEnumerable<TimeSpan> values) => [.. values.Order()];

    // By nearest rank, as the histogram does.
    private static TimeSpan Of(TimeSpan[] sorted, double q) =>
        sorted[Math.Max(0, (int)Math.Ceiling(q * sorted.Length) - 1)];

    /// <param name="Late">By how much the server held its answers longer than it was to.</param>
    private sealed record Control(TimeSpan[] Seen, TimeSpan[] Truth, TimeSpan[] Late)
    {
        public TimeSpan Off(double q) => (Of(Seen, q) - Of(Truth, q)).Duration();
    }

    private sealed record Compared(string What, double Quantile, double Off, bool Tells);
}
