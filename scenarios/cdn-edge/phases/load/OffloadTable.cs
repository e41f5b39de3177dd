using System.Globalization;
using System.Text;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Output;
using Verify.Swarm.Latency;

namespace Verify.Scenarios.CdnEdge.Phases.Load;

/// <summary>The blocks, a line each: to be read, and as CSV.</summary>
internal static class OffloadTable
{
    private static readonly string[] Columns =
    [
        "block",
        "requests",
        "errors",
        "requests at S3",
        "kB at S3",
        "playlists p99 ms",
        "segments p99 ms",
        "edge us per request",
        "S3 us per request",
    ];

    public static void Write(Step step, IReadOnlyList<OffloadBlock> blocks)
    {
        var table = TextTable.OfFigures(Columns[0], Columns.Skip(1));
        var csv = new StringBuilder(string.Join(',', Columns)).Append('\n');
        foreach (var block in blocks)
        {
            string[] row =
            [
                $"{block.Swarm.Number} {block.Swarm.Server}",
                Number(block.Swarm.Swarm.Traffic.Requests),
                Number(block.Swarm.Swarm.ErrorCount),
                Number(block.Requests),
                Number(block.Bytes / 1000),
                P99(block.Swarm.Swarm.Playlists),
                P99(block.Swarm.Swarm.Segments),
                Figure(block.EdgePerRequest),
                Figure(block.StoragePerRequest),
            ];
            table.Add([.. row.Select(cell => (Span)cell)]);
            csv.AppendJoin(',', row).Append('\n');
        }
        step.Saw(table);
        step.Keep("offload.csv", csv.ToString(), "text/csv");
    }

    private static string P99(Latencies seen) =>
        seen
            .Corrected.Quantile(0.99)
            .TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Figure(double? figure) =>
        figure?.ToString("0", CultureInfo.InvariantCulture) ?? "";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
