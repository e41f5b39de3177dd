using System.Globalization;
using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>What each viewer saw, side by side: in the log, as figures, and sample by sample.</summary>
internal static class PlayedTable
{
    public static void Write(Step step, IReadOnlyList<PlayedSide> sides)
    {
        step.Saw(
            $"{"", -9} {"first picture", 13} {"stalls", 6} {"stood still", 11} {"behind live", 11} {"believes", 8} {"loads", 5} {"in vain", 7} {"back", 4} {"pictures", 8} {"dropped", 7} {"errors", 6}"
        );
        foreach (var side in sides)
        {
            var seen = side.Seen;
            step.Saw(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{side.Name, -9} {Seconds(seen.FirstFrame), 13} {seen.Stalls.Count, 6} {Seconds(seen.Stalled.TotalSeconds), 11} {Seconds(side.Behind?.TotalSeconds), 11} {Seconds(seen.Latency), 8} {seen.Reloads, 5} {seen.Vain, 7} {seen.StepsBack, 4} {seen.Frames, 8} {seen.Dropped, 7} {seen.ErrorCount, 6}"
                )
            );
            Measure(step, side);
        }
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
                    Source: "from play to the first decoded picture on the screen"
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
                Source: $"each time for more than {HlsNoticeable} s"
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
                    Source: "in the end, against the playlist on disk",
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
        Fixtures.PlayerSeen.Noticeable.TotalSeconds.ToString(CultureInfo.InvariantCulture);

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
