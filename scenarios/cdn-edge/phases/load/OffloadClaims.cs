using NUnit.Framework;
using Verify.Instruments.Statistics;
using Verify.Origin.Edge;
using Verify.Scenarios.CdnEdge.Platform;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Paired;

namespace Verify.Scenarios.CdnEdge.Phases.Load;

/// <summary>What has to hold of viewers at the edge beside viewers at the storage itself.</summary>
/// <param name="isElsewhere">Whether the storage runs elsewhere, and nobody sees what it costs.</param>
internal sealed class OffloadClaims(
    Step step,
    WatchedVideo watched,
    EdgeSettings edge,
    ViewerLoad load,
    IReadOnlyList<OffloadBlock> blocks,
    bool isElsewhere
)
{
    // At least this share of what viewers ask for stays away from the storage.
    private const double Offload = 0.9;

    private IReadOnlyList<OffloadBlock> Direct => [.. blocks.Where(one => !one.IsThroughEdge)];
    private IReadOnlyList<OffloadBlock> Through => [.. blocks.Where(one => one.IsThroughEdge)];

    // Neighbours in which the generator was not late itself.
    private IReadOnlyList<LoadBlock> InTime =>
        [
            .. blocks
                .Select(one => one.Swarm)
                .Chunk(2)
                .Where(pair => pair.All(one => one.Swarm.Inconclusive is null))
                .SelectMany(pair => pair),
        ];

    /// <summary>Pairs that tell something of latencies.</summary>
    public int Told => InTime.Count / 2;

    public void Judge()
    {
        OffloadTable.Write(step, blocks);
        Served();
        Asked();
        Fewer("requests", CdnFigures.LoadRequests, one => one.Requests);
        Fewer("bytes", CdnFigures.LoadBytes, one => one.Bytes);
        Cost();
        Latencies();
    }

    private void Served()
    {
        step.Expect(
            "errors of viewers",
            blocks.Select(one => one.Swarm.Errors).Where(errors => errors.Length > 0),
            Is.Empty
        );
        step.Expect(
            "segments that each block's viewers got",
            blocks.Select(one => one.Swarm.Swarm.Traffic.Segments).Distinct(),
            Is.EqualTo(new long[] { load.Viewers * watched.Segments }),
            $"{load.Viewers} viewers, {watched.Segments} segments each"
        );
    }

    // The baseline is asserted too: a storage that logs less than it is asked for would make any edge look good.
    private void Asked()
    {
        step.Expect(
            "directly: requests at S3, each block",
            Direct.Select(one => one.Requests).Distinct(),
            Is.EqualTo(new long[] { load.Viewers * watched.Objects }),
            $"{load.Viewers} viewers, {watched.Objects} objects each: master, variant and {watched.Segments} segments"
        );
        step.Expect(
            "through the edge: requests at S3, the most of a block",
            Through.Max(one => one.Requests),
            Is.LessThanOrEqualTo(Through.Max(Predicted)),
            $"each object once, and once more for every {edge.PlaylistValid.TotalSeconds:0} s (playlists) or {edge.SegmentValid.TotalSeconds:0} s (segments) that a block lasts, whoever asks"
        );
    }

    private long Predicted(OffloadBlock block) =>
        (WatchedVideo.Playlists * Times(block, edge.PlaylistValid))
        + (watched.Segments * Times(block, edge.SegmentValid));

    // One that has expired when the block begins, and one each time that it does so again.
    private static long Times(OffloadBlock block, TimeSpan valid) =>
        1 + (long)(block.Swarm.Swarm.Elapsed / valid);

    private void Fewer(string what, string id, Func<OffloadBlock, long> of)
    {
        var kept = blocks
            .Chunk(2)
            .Select(pair =>
                1
                - (
                    (double)of(pair.Single(one => one.IsThroughEdge))
                    / Math.Max(1, of(pair.Single(one => !one.IsThroughEdge)))
                )
            )
            .ToArray();
        var share = MeanInterval.Of(kept);
        step.Expect(
            $"share of {what} that the edge keeps from S3, lower bound",
            Math.Round(share.Low, 3),
            Is.GreaterThanOrEqualTo(Offload),
            $"by the number of viewers and the times to live it is {1 - ((double)Through.Max(Predicted) / (load.Viewers * watched.Objects)):P1} of the requests or more; mean of {share.Count} pairs of blocks {share.Mean:P1}, {share.Low:P1} to {share.High:P1} with {share.Confidence:P0} confidence",
            what == "requests" ? CdnOutcomes.Offload : null
        );
        foreach (
            var (subject, side) in new[]
            {
                (PlatformInRun.Without, Direct),
                (PlatformInRun.Cured, Through),
            }
        )
        {
            var mean = MeanInterval.Of([.. side.Select(one => (double)of(one))]);
            step.Measure(
                new(
                    $"{what} at S3 for {load.Viewers} viewers, {side[0].Swarm.Server}",
                    mean.Mean,
                    "",
                    mean.Count,
                    mean.Low,
                    mean.High,
                    mean.Confidence,
                    Source: "radosgw's own log"
                )
                {
                    Id = id,
                    Subject = subject,
                }
            );
        }
    }

    private void Cost()
    {
        var all = blocks.Select(one => one.Swarm).ToArray();
        foreach (var figure in PairedFigure.Costs)
            figure.Record(step, all);
        Spent("edge, through it", Through.Select(one => one.EdgePerRequest));
        if (isElsewhere)
        {
            step.Saw("the S3 is yours: its processor time is out of sight, and not compared");
            return;
        }
        Spent("S3, through the edge", Through.Select(one => one.StoragePerRequest));
        Spent("S3, directly", Direct.Select(one => one.StoragePerRequest));
        PairedFigure.CpuPerRequest.Judge(
            step,
            all,
            bound: 0,
            "edge and S3 together, beside S3 alone: an edge that costs more than it takes off the storage is none"
        );
    }

    private void Spent(string who, IEnumerable<double?> each)
    {
        var known = each.OfType<double>().ToArray();
        if (known.Length < RatioOfPairs.Fewest)
            return;
        var mean = MeanInterval.Of(known);
        step.Measure(
            new(
                $"processor time for each request of a viewer: {who}",
                mean.Mean,
                "us",
                mean.Count,
                mean.Low,
                mean.High,
                mean.Confidence
            )
        );
    }

    private void Latencies()
    {
        var told = InTime;
        var late = blocks.Count - told.Count;
        if (late > 0)
            step.Saw(
                $"{late} blocks are in no latency: in their pair the generator was late itself"
            );
        if (Told < RatioOfPairs.Fewest)
        {
            step.CannotTell("latencies through the edge", "to be told", "the generator was late");
            return;
        }
        foreach (var figure in PairedFigure.Latencies)
        {
            figure.Record(step, told);
            figure.Judge(
                step,
                told,
                Bounds.Slower(watched.SegmentDuration).TotalMilliseconds,
                "candidate is the edge, baseline the S3 itself; a tenth of the time that a segment may take"
            );
        }
    }
}
