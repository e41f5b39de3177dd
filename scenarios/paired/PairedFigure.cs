using NUnit.Framework;
using Verify.Instruments.Statistics;
using Verify.Scenarios.Figures;
using Verify.Swarm.Latency;
using Verify.Swarm.Tally;

namespace Verify.Scenarios.Paired;

/// <summary>One figure of every block, and by how much it differs between candidate and baseline.</summary>
/// <param name="Unit">Of the figure and of its bound.</param>
/// <param name="Of">Null where a block does not tell it.</param>
/// <param name="Source">How it was measured, by what a block says of it.</param>
internal sealed record PairedFigure(
    string Id,
    string Name,
    string Unit,
    Func<LoadBlock, string> Source,
    Func<LoadBlock, double?> Of
)
{
    /// <summary>Latencies, from when a request was due.</summary>
    public static IReadOnlyList<PairedFigure> Latencies { get; } =
    [
        Latency(Figure.PlaylistP50, "playlists", 0.50, swarm => swarm.Playlists),
        Latency(Figure.PlaylistP99, "playlists", 0.99, swarm => swarm.Playlists),
        Latency(Figure.SegmentP50, "segments", 0.50, swarm => swarm.Segments),
        Latency(Figure.SegmentP99, "segments", 0.99, swarm => swarm.Segments),
    ];

    /// <summary>What a request costs the server.</summary>
    public static PairedFigure CpuPerRequest { get; } =
        new(
            Figure.CpuPerRequest,
            "processor time per request",
            "us",
            CpuSource,
            block => block.CpuPerRequest
        );

    /// <summary>What the blocks cost the server, by either measure.</summary>
    public static IReadOnlyList<PairedFigure> Costs { get; } =
    [
        CpuPerRequest,
        new(
            Figure.CpuPerMegabyte,
            "processor time per MB",
            "us",
            CpuSource,
            block => block.CpuPerMegabyte
        ),
    ];

    private static string CpuSource(LoadBlock block) => block.Cpu?.Source ?? "";

    private static PairedFigure Latency(
        string id,
        string what,
        double quantile,
        Func<SwarmResult, Latencies> of
    ) =>
        new(
            id,
            $"p{quantile * 100:0} of {what}",
            "ms",
            _ => "from when a request was due",
            block =>
                of(block.Swarm).Corrected is { Count: > 0 } seen
                    ? seen.Quantile(quantile).TotalMilliseconds
                    : null
        );

    /// <summary>Candidate less baseline, over two pairs of neighbouring blocks or more; null where a block does not tell it.</summary>
    public MeanInterval? Difference(IReadOnlyList<LoadBlock> blocks)
    {
        var differences = blocks
            .Chunk(2)
            .Select(pair =>
                Of(pair.Single(one => one.IsCandidate)) - Of(pair.Single(one => !one.IsCandidate))
            )
            .ToArray();
        return differences.Length < 2 || differences.Any(one => one is null)
            ? null
            : MeanInterval.Of([.. differences.Select(one => one!.Value)]);
    }

    /// <summary>The baseline's mean; null where a block does not tell it.</summary>
    public double? OfBaseline(IReadOnlyList<LoadBlock> blocks) =>
        Mean(blocks.Where(one => !one.IsCandidate));

    private double? Mean(IEnumerable<LoadBlock> blocks) => blocks.Average(Of);

    public void Record(Step step, IReadOnlyList<LoadBlock> blocks)
    {
        if (Difference(blocks) is not { } difference)
            return;
        step.Measure(
            new(
                $"{Name}, candidate less baseline",
                difference.Mean,
                Unit,
                difference.Count,
                difference.Low,
                difference.High,
                difference.Confidence,
                new Dictionary<string, double>
                {
                    ["baseline"] = OfBaseline(blocks)!.Value,
                    ["candidate"] = Mean(blocks.Where(one => one.IsCandidate))!.Value,
                },
                $"{Source(blocks[0])}; mean of {difference.Count} pairs of neighbouring blocks, Student's t with {difference.Count - 1} degrees of freedom"
            )
            {
                Id = Id,
            }
        );
    }

    /// <summary>Whether the interval lies on one side of a bound: if not, the true difference may lie on either.</summary>
    public bool IsDecided(IReadOnlyList<LoadBlock> blocks, double bound) =>
        Difference(blocks) is { } difference
        && (difference.Low > bound || difference.High <= bound);

    /// <summary>Claims that the candidate's is above the baseline's by no more than a bound.</summary>
    public void Judge(Step step, IReadOnlyList<LoadBlock> blocks, double bound, string because)
    {
        var claim = $"{Name}: candidate above baseline, upper bound in {Unit}";
        if (Difference(blocks) is not { } difference)
            step.CannotTell(claim, $"at most {bound:0}", "a block has none");
        else if (!IsDecided(blocks, bound))
            step.CannotTell(
                claim,
                $"at most {bound:0}",
                $"{Shown(difference)}: the interval reaches beyond it"
            );
        else
            step.Expect(
                claim,
                Math.Round(difference.High, 1),
                Is.LessThanOrEqualTo(bound),
                $"{because}; {Shown(difference)}"
            );
    }

    private static string Shown(MeanInterval difference) =>
        $"the difference is {difference.Low:0.0} to {difference.High:0.0} with {difference.Confidence:P0} confidence";
}
