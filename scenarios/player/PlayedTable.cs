using System.Globalization;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Figures;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.Player;

/// <summary>What each viewer saw, side by side: in the log, as figures, and sample by sample.</summary>
internal static class PlayedTable
{
    public static void Write(Step step, IReadOnlyList<PlayedSide> sides)
    {
        var table = TextTable.OfFigures(
            "",
            "first frame",
            "stalls",
            "stalled for",
            "behind live",
            "by hls.js",
            "reloads",
            "unchanged",
            "backwards",
            "frames",
            "dropped",
            "errors"
        );
        foreach (var side in sides)
        {
            var seen = side.Seen;
            table.Add(
                side.Name,
                Seconds(seen.FirstFrame),
                $"{seen.Stalls.Count}",
                Seconds(seen.Stalled.TotalSeconds),
                Seconds(side.Behind?.TotalSeconds),
                Seconds(seen.Latency),
                $"{seen.Reloads}",
                $"{seen.Vain}",
                $"{seen.StepsBack}",
                $"{seen.Frames}",
                $"{seen.Dropped}",
                $"{seen.ErrorCount}"
            );
            Measure(step, side);
        }
        step.Saw(table);
        step.Keep("player.csv", Csv(sides), "text/csv");
        step.Keep(
            "player-errors.txt",
            string.Join(
                '\n',
                sides.SelectMany(side =>
                    side.Seen.Errors.Select(error =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{side.Name} at {error.At:0.0} s: {error.Type} {error.Details}{(error.Fatal ? " (fatal)" : "")}: {error.Text}"
                        )
                    )
                )
            )
        );
    }

    private static void Measure(Step step, PlayedSide side)
    {
        var seen = side.Seen;
        if (seen.FirstFrame is { } first)
            step.Measure(
                new(
                    $"first picture, {side.Name}",
                    first,
                    "s",
                    Source: "from play to the first decoded frame on the screen"
                )
                {
                    Id = Figure.FirstPicture,
                    Subject = side.Name,
                }
            );
        step.Measure(
            new(
                $"stood still, {side.Name}",
                seen.Stalled.TotalSeconds,
                "s",
                seen.Stalls.Count,
                Source: $"each stall longer than {HlsNoticeable} s"
            )
            {
                Id = Figure.Stalled,
                Subject = side.Name,
            }
        );
        if (side.Behind is { } behind)
            step.Measure(
                new(
                    $"behind live, {side.Name}",
                    behind.TotalSeconds,
                    "s",
                    side.Samples.Count(sample => sample.Behind is not null),
                    Source: "at the end, compared with the playlist on disk",
                    Details: new Dictionary<string, double>
                    {
                        ["as hls.js believes"] = seen.Latency,
                    }
                )
                {
                    Id = Figure.BehindLive,
                    Subject = side.Name,
                }
            );
        step.Measure(
            new($"playlist loads in vain, {side.Name}", side.InVain * 100, "%", seen.Reloads)
        );
        step.Measure(
            new($"dropped pictures, {side.Name}", seen.DroppedShare * 100, "%", seen.Frames)
        );
    }

    private static string HlsNoticeable =>
        Fixtures.Player.PlayerSeen.Noticeable.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double? value) =>
        value is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0.00} s") : "-";

    private static string Csv(IReadOnlyList<PlayedSide> sides) =>
        "server,at_s,picture_s,behind_live_s,believes_s,buffered_s,stood_still_s,pictures,dropped\n"
        + string.Concat(
            sides.SelectMany(side =>
                side.Samples.Select(sample =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{side.Name},{sample.Seen.At:0.000},{sample.Seen.MediaTime:0.000},{sample.Behind?.TotalSeconds:0.000},{sample.Seen.Latency:0.000},{sample.Seen.Buffered:0.000},{sample.Seen.Stalled.TotalSeconds:0.000},{sample.Seen.Frames},{sample.Seen.Dropped}\n"
                    )
                )
            )
        );
}
