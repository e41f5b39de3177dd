using Verify.Scenarios.Paired;
using Verify.Swarm.Latency;
using Verify.Swarm.Tally;
using Verify.Tests.Engine;

namespace Verify.Tests.Scenarios;

/// <summary>Blocks of a load, as if measured, judged as step 5B.1 judges its own.</summary>
public abstract class BlocksScenario : SelfScenario
{
    private static readonly SwarmPlan Plan = new(
        "/master.m3u8",
        50,
        200,
        TimeSpan.Zero,
        VariantChoice.All,
        null,
        0,
        TimeSpan.FromSeconds(15),
        TimeSpan.FromSeconds(3.75),
        1
    );

    /// <summary>Of the blocks of one server, in their order: what is added to 5 ms of segment latency.</summary>
    protected abstract double[] Baseline { get; }
    protected abstract double[] Candidate { get; }

    [Phase("1", "Compare")]
    public void Compare(Phase phase) =>
        phase.Step(
            "1.1",
            "compare",
            step =>
            {
                var (baseline, candidate) = (
                    new Queue<double>(Baseline),
                    new Queue<double>(Candidate)
                );
                new PairedClaims(
                    step,
                    TimeSpan.FromSeconds(2),
                    [
                        .. Enumerable
                            .Repeat("BCCB", Baseline.Length)
                            .SelectMany(four => four)
                            .Take(2 * Baseline.Length)
                            .Select(
                                (server, i) =>
                                    Changed(
                                        Block(
                                            i + 1,
                                            server == 'C',
                                            (server == 'C' ? candidate : baseline).Dequeue()
                                        )
                                    )
                            ),
                    ]
                ).Judge();
                return Task.CompletedTask;
            }
        );

    private protected virtual LoadBlock Changed(LoadBlock block) => block;

    private static LoadBlock Block(int number, bool isCandidate, double slower)
    {
        var (playlists, segments) = (new Latencies(), new Latencies());
        for (var i = 0; i < 150; i++)
        {
            playlists.Corrected.Record(TimeSpan.FromMilliseconds(2));
            segments.Corrected.Record(TimeSpan.FromMilliseconds(5 + slower));
        }
        return new(
            number,
            isCandidate ? "candidate" : "baseline",
            isCandidate,
            new(
                Plan,
                Plan.Duration,
                new(50, 50, 0, 0, 0),
                new(0, TimeSpan.Zero, 0, 0, 0, 0),
                new(300, 100, 80_000_000, 150, 10, 0, 0, 0, 0),
                new(TimeSpan.FromSeconds(2), 2, TimeSpan.FromSeconds(2), null),
                playlists,
                segments,
                new(),
                new(),
                new Dictionary<string, long>(),
                new(new(), 0.1, 0.1),
                null
            ),
            Counted: 300,
            new(TimeSpan.FromMilliseconds(60), TimeSpan.Zero, "schedstat")
        );
    }
}
