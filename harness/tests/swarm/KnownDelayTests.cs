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
                result.Generator.Lateness.Quantile(q) + control.Off(q) <= ought * OfTheMachine
                && Of(control.Late, q) <= ought * OfTheMachine;
            TestContext.Out.WriteLine(
                $"{what} p{q * 100:0.#}: {measured.TotalMilliseconds:0.00} ms, truth {ought.TotalMilliseconds:0.00} ms, {off:+0.0%;-0.0%}"
                    + $" (late {result.Generator.Lateness.Quantile(q).TotalMilliseconds:0.00} ms, control off {control.Off(q).TotalMilliseconds:0.00} ms, server late {Of(control.Late, q).TotalMilliseconds:0.00} ms){(tells ? "" : ": cannot tell")}"
            );
            yield return new($"{what}, p{q * 100:0.#}", q, off, tells);
        }
    }

    // Each quantile has to hold in one of the attempts that can tell; it fails if it was wrong in two of them, and never right.
    private static async Task HoldsAsync(Func<Task<Compared[]>> attempt)
    {
        var wrong = new Dictionary<string, List<double>>();
        var held = new HashSet<string>();
        for (var i = 0; i < Attempts && (i == 0 || held.Count < wrong.Count); i++)
        {
            foreach (var one in await attempt())
            {
                wrong.TryAdd(one.What, []);
                if (one.Tells && Math.Abs(one.Off) <= Allowed)
                    held.Add(one.What);
                else if (one.Tells)
                    wrong[one.What].Add(one.Off);
            }
        }
        var open = wrong.Where(one => !held.Contains(one.Key)).ToList();
        Assert.That(
            open.Where(one => one.Value.Count > 1)
                .Select(one =>
                    $"{one.Key}: {string.Join(", ", one.Value.Select(off => $"{off:P1}"))} off"
                ),
            Is.Empty
        );
        if (open.Count > 0)
            Assert.Inconclusive(
                $"the machine was too busy to tell: {string.Join("; ", open.Select(one => one.Key))}"
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
