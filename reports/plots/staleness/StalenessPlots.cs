using Verify.Reports.Plots.Drawing;
using Verify.Reports.Plots.Evidence;

namespace Verify.Reports.Plots.Staleness;

/// <summary>What a step's watching of playlists looks like.</summary>
internal static class StalenessPlots
{
    private const string Publications = "publications.csv";

    public static IEnumerable<(string Name, Chart Chart)> Of(StepEvidence evidence)
    {
        foreach (var (infix, when) in new[] { ("", ""), ("under-load-", " under load") })
        {
            var stream = StalenessSet.Read(
                evidence,
                "the stream's playlist",
                $"staleness{when}",
                $"staleness-{infix}",
                "staleness-probes-",
                infix.Length == 0 ? "staleness-under-load-" : "staleness-probes-"
            );
            var probes = StalenessSet.Read(
                evidence,
                "probe playlists",
                $"staleness of probe playlists{when}",
                $"staleness-probes-{infix}",
                infix.Length == 0 ? "staleness-probes-under-load-" : " "
            );
            if (stream is not null)
            {
                var (published, problem) = Published(evidence);
                yield return (
                    $"staleness over time{when}",
                    StalenessOverTime.Draw(
                        stream with
                        {
                            Problems =
                            [
                                .. stream.Problems,
                                .. problem is null ? (string[])[] : [problem],
                            ],
                        },
                        published,
                        when
                    )
                );
            }
            if (stream is not null || probes is not null)
            {
                yield return (
                    $"distribution of staleness{when}",
                    StalenessDistribution.Draw(
                        [.. new[] { stream, probes }.OfType<StalenessSet>()],
                        when
                    )
                );
            }
        }
    }

    private static (IReadOnlyList<DateTimeOffset>, string?) Published(StepEvidence evidence)
    {
        if (!evidence.Has(Publications))
        {
            return ([], null);
        }
        var table = evidence.Table(Publications, "wall");
        var (all, problem) = table.Take(
            Publications,
            row => table.Time(row, "wall") is { } wall ? new StalenessSample(wall, null) : null
        );
        return ([.. all.Select(one => one.Wall)], problem);
    }
}
