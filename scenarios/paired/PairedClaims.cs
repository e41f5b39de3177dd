using NUnit.Framework;
using Verify.Reports.Plots;
using Verify.Scenarios.Figures;

namespace Verify.Scenarios.Paired;

/// <summary>What has to hold of the candidate beside the baseline: no answer lost, none later than a viewer would notice.</summary>
internal sealed class PairedClaims(Step step, TimeSpan segment, IReadOnlyList<LoadBlock> blocks)
{
    private const string Compared = "candidate compared with baseline";

    // Further apart, one of the two counted something else.
    private const double CountsAgree = 0.01;

    // What the counting adds to the difference is then small beside what is claimed of it.
    private const double CpuKnown = 0.1;

    /// <summary>That it takes: three degrees of freedom, and each order twice.</summary>
    public const int Pairs = 4;

    private double Slower => Bounds.Slower(segment).TotalMilliseconds;

    private double Dearer =>
        Bounds.DearerShare * (PairedFigure.CpuPerRequest.OfBaseline(blocks) ?? 0);

    // Neighbours in which the generator was not late itself.
    private IReadOnlyList<LoadBlock> Told =>
        [
            .. blocks
                .Chunk(2)
                .Where(pair => pair.All(one => one.Swarm.Inconclusive is null))
                .SelectMany(pair => pair),
        ];

    /// <summary>More pairs would say the same more narrowly.</summary>
    public bool AreDecided =>
        Told is var told
        && told.Count >= 2 * Pairs
        && PairedFigure.Latencies.All(one => one.IsDecided(told, Slower))
        && (Coarse.Length > 0 || PairedFigure.CpuPerRequest.IsDecided(blocks, Dearer));

    public void Judge()
    {
        BlockTable.Write(step, blocks);
        step.Keep("blocks.csv", BlockTable.Csv(blocks), "text/csv");
        step.Plot(PlotKind.Blocks, [new(PlotKind.Table, "blocks.csv")]);
        var told = Told;
        foreach (var figure in PairedFigure.Latencies)
            figure.Record(step, told);
        foreach (var figure in PairedFigure.Costs)
            figure.Record(step, blocks);
        Served();
        if (Doubts().ToArray() is { Length: > 0 } doubts)
        {
            step.CannotTell(Compared, "to be told", string.Join("; ", doubts));
            return;
        }
        // What the servers used does not depend on whether the generator was late.
        Cost();
        if (told.Count < 2 * Pairs)
        {
            step.CannotTell(
                $"latencies of {Compared}",
                "to be told",
                string.Join("; ", Lateness())
            );
            return;
        }
        foreach (var late in Lateness())
            step.Saw($"{late}: its pair is in no latency, and another was run");
        foreach (var figure in PairedFigure.Latencies)
            figure.Judge(
                step,
                told,
                Slower,
                "a tenth of the time that a segment may take, a sixtieth of a viewer's buffer"
            );
    }

    // Per request, not per byte: the fresher a playlist, the more segments are fetched, and those cost more than
    // playlists. What differs so is against the candidate.
    private void Cost()
    {
        if (Coarse is [var coarse, ..])
            step.Find(
                $"the servers' processor time cannot be compared: {coarse.Cpu!.Time.TotalMilliseconds:0} ms in a block, known to {coarse.Cpu!.Error.TotalMilliseconds:0} ms ({coarse.Cpu!.Source})",
                "a change that costs the server more would not be noticed",
                "a kernel with CONFIG_SCHED_INFO",
                kind: FindingKind.NotSeen,
                effect: Effect.Waste
            );
        else
            PairedFigure.CpuPerRequest.Judge(
                step,
                blocks,
                Dearer,
                $"{Bounds.DearerShare:P0} of the baseline's: a server that is two thirds busy has that much left"
            );
    }

    private LoadBlock[] Coarse =>
        [.. blocks.Where(one => one.Cpu is { } cpu && cpu.Error > CpuKnown * cpu.Time)];

    private void Served()
    {
        foreach (var side in blocks.GroupBy(one => one.IsCandidate).OrderBy(side => side.Key))
            SwarmMeasurements.OfAll(
                step,
                side.Key ? Figure.Candidate : Figure.Baseline,
                [.. side.Select(one => one.Swarm)]
            );
        var candidates = blocks.Where(one => one.IsCandidate).ToArray();
        step.Expect(
            "errors of the candidate, in any block",
            candidates.Where(one => one.Errors.Length > 0).Select(Named),
            Is.Empty
        );
        step.Expect(
            "viewers of the candidate that got no segment within a block",
            candidates.Sum(one => one.Swarm.Audience.Started - one.Swarm.Audience.Joined),
            Is.Zero,
            "a request that is never answered appears in no latency"
        );
        if (blocks.All(one => one.Counted is not null))
            step.Saw(
                $"nginx counted {blocks.Sum(one => one.Counted)} requests, the swarm sent {blocks.Sum(one => one.Swarm.Traffic.Requests)}; "
                    + $"{blocks.Sum(one => one.Swarm.Traffic.Unanswered)} were unanswered at the end"
            );
        else
            step.Find(
                $"the swarm's count of requests could not be held against nginx's own, which is not told by {string.Join(", ", blocks.Where(one => one.Counted is null).Select(one => one.Server).Distinct())}",
                "requests that went elsewhere, or came from elsewhere, would not be noticed",
                "stub_status in a location of the server that is asked, open to 127.0.0.1",
                kind: FindingKind.NotSeen,
                effect: Effect.Cosmetic
            );
    }

    private IEnumerable<string> Doubts()
    {
        foreach (var block in blocks)
        {
            if (block.CountsApart > CountsAgree)
                yield return $"{Named(block)}: nginx counted {block.Counted} requests and the swarm {block.Swarm.Traffic.Requests}, more than {CountsAgree:P0} apart";
            if (!block.IsCandidate && block.Errors.Length > 0)
                yield return $"{Named(block)}: a baseline that fails is no measure";
            if (block.Cpu is null)
                yield return $"{Named(block)}: its workers were others at the end";
        }
    }

    private IEnumerable<string> Lateness() =>
        from block in blocks
        where block.Swarm.Inconclusive is not null
        select $"{Named(block)}: {block.Swarm.Inconclusive}";

    private static string Named(LoadBlock block) =>
        $"block {block.Number}, {block.Server}"
        + (block.Errors.Length > 0 ? $", {block.Errors}" : "");
}
