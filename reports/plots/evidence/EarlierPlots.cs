using Verify.Engine.Record;
using Verify.Reports.Tree;

namespace Verify.Reports.Plots.Evidence;

/// <summary>Plots for records from before steps declared them, recognized by the file names used then.</summary>
internal static class EarlierPlots
{
    private const string Csv = ".csv";
    private const string Plain = "staleness-";
    private const string OfProbes = "staleness-probes-";
    private const string Loaded = "under-load-";

    private static readonly (string Kind, (string Role, string Name)[] Files)[] ByName =
    [
        (PlotKind.Invalidation, [(PlotKind.Table, "invalidation-times.csv")]),
        (PlotKind.Blocks, [(PlotKind.Table, "blocks.csv")]),
        (
            PlotKind.Swarm,
            [
                (PlotKind.Progress, "swarm-progress.csv"),
                (PlotKind.Latency, "swarm-latency.csv"),
                (PlotKind.Bounds, "bounds-swarm.csv"),
            ]
        ),
    ];

    public static IEnumerable<PlotDeclared> Of(StepNode step)
    {
        var names = step.Evidence.Select(kept => kept.Name).Distinct().ToList();
        foreach (var (infix, title) in new[] { ("", (string?)null), (Loaded, "under load") })
        {
            var when = title is null ? "" : $" {title}";
            PlotData[] samples =
            [
                .. Samples(names, PlotKind.Stream, Plain + infix, $"staleness{when}"),
                .. Samples(
                    names,
                    PlotKind.Probes,
                    OfProbes + infix,
                    $"staleness of probe playlists{when}"
                ),
            ];
            if (samples.Length > 0)
            {
                yield return new(
                    step.Phase,
                    step.Id,
                    PlotKind.Staleness,
                    title,
                    [
                        .. samples,
                        new(PlotKind.Publications, "publications.csv"),
                        new(PlotKind.Bounds, "bounds-staleness.csv"),
                    ]
                );
            }
        }
        foreach (var (kind, files) in ByName)
        {
            if (files.Any(file => file.Role != PlotKind.Bounds && names.Contains(file.Name)))
            {
                yield return new(
                    step.Phase,
                    step.Id,
                    kind,
                    null,
                    [.. files.Select(file => new PlotData(file.Role, file.Name))]
                );
            }
        }
    }

    // Longer beginnings are another set's.
    private static IEnumerable<PlotData> Samples(
        IEnumerable<string> names,
        string role,
        string prefix,
        string measured
    ) =>
        names
            .Where(name =>
                name.Length > prefix.Length + Csv.Length
                && name.StartsWith(prefix, StringComparison.Ordinal)
                && name.EndsWith(Csv, StringComparison.Ordinal)
            )
            .Select(name => (name, server: name[prefix.Length..^Csv.Length]))
            .Where(one =>
                !new[] { OfProbes, Plain + Loaded, OfProbes + Loaded }.Any(longer =>
                    longer.Length > prefix.Length
                    && one.name.StartsWith(longer, StringComparison.Ordinal)
                )
            )
            .Select(one => new PlotData(role, one.name, one.server, $"{one.server} {measured}"));
}
