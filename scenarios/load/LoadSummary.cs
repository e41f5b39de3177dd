using System.Text;
using Verify.Reports.ConsoleOutput;
using Verify.Swarm.Tally;

namespace Verify.Scenarios.Load;

/// <summary>What a load came to, for people.</summary>
internal static class LoadSummary
{
    public static string Of(LoadOutcome outcome)
    {
        var text = new StringBuilder();
        foreach (var line in LoadText.Heading(outcome.Request, outcome.Target, outcome.Result.Plan))
            text.AppendLine(line);
        text.AppendLine().AppendLine(Facts(outcome));
        text.AppendLine(Latencies(outcome.Result));
        if (outcome.Result.Errors.Count > 0)
            text.AppendLine(Errors(outcome.Result));
        text.AppendLine(Thresholds(outcome.Verdict));
        text.Append(
            outcome.Interrupted
                ? $"interrupted after {FigureText.Seconds(outcome.Result.Elapsed)} of {FigureText.Seconds(outcome.Result.Plan.Duration)}: no verdict"
            : outcome.Verdict.Reasons.Count == 0 ? outcome.Word
            : $"{outcome.Word}: {string.Join("\n  ", outcome.Verdict.Reasons)}"
        );
        return text.ToString();
    }

    private static string Facts(LoadOutcome outcome)
    {
        var (viewers, playback, traffic) = (
            outcome.Result.Audience,
            outcome.Result.Playback,
            outcome.Result.Traffic
        );
        (string Name, string? Value)[] facts =
        [
            (
                "viewers",
                $"{viewers.Started} started, {viewers.Joined} joined, {viewers.Stalled} stalled, {viewers.GaveUp} gave up"
            ),
            ("", outcome.Played),
            (
                "playback",
                $"{playback.Stalls} stalls ({FigureText.Seconds(playback.Stalled)} in all), {playback.Skipped} segments skipped, {playback.Expired} expired"
            ),
            ("", $"{playback.Regressions} regressions, {playback.Switches} switches of variant"),
            ("stream", Stream(outcome)),
            (
                "traffic",
                $"{FigureText.Count(traffic.Requests)} requests on {FigureText.Count(traffic.Connections)} connections, {FigureText.Count(traffic.Segments)} segments ({FigureText.Count(traffic.Checked)} looked into)"
            ),
            (
                "",
                $"{FigureText.Bytes(traffic.Bytes)}, {FigureText.Three(outcome.Result.MegabitsPerSecond)} Mbit/s"
            ),
            (
                "",
                $"{traffic.Retries} retries, {traffic.Timeouts} timeouts, {traffic.Overdue} overdue, {traffic.Unanswered} unanswered at the end"
            ),
            ("server", outcome.Count?.ToString()),
            ("generator", Generator(outcome)),
            (
                "memory",
                $"{FigureText.Bytes(outcome.Memory)} more than before"
                    + (
                        outcome.MemoryPerViewer is { } each
                            ? $", {FigureText.Bytes(each)} a viewer"
                            : ""
                    )
            ),
        ];
        var table = new TextTable("", "");
        foreach (var (name, value) in facts)
            if (value is not null)
                table.Add(name, value);
        return table.ToString();
    }

    private static string? Stream(LoadOutcome outcome) =>
        outcome.Target.IsLive
            ? $"{outcome.Result.Stream.Versions} versions, at most {FigureText.Seconds(outcome.Result.Stream.Standstill)} without a new one"
            : null;

    private static string Generator(LoadOutcome outcome)
    {
        var generator = outcome.Result.Generator;
        return $"late by {FigureText.Time(generator.Lateness.Quantile(0.99))} (p99), CPU {FigureText.Invariant($"{generator.Cpu * 100:0.#} %")} of all processors"
            + (
                outcome.CpuPerRequest is { } each
                    ? $", {FigureText.Three(each)} us per request"
                    : ""
            );
    }

    private static string Latencies(SwarmResult result)
    {
        var table = TextTable.OfFigures(
            "latency",
            [.. LatencyMetrics.Quantiles.Select(one => one.Name), "samples"]
        );
        foreach (var one in SwarmMetrics.Latencies.Where(one => one.Read(result).Count > 0))
            table.Add([
                one.Name,
                .. LatencyMetrics.Quantiles.Select(quantile =>
                    FigureText.Milliseconds(LatencyMetrics.Of(one.Read(result), quantile.Quantile))
                ),
                FigureText.Count(one.Read(result).Count),
            ]);
        return table.ToString();
    }

    private static string Errors(SwarmResult result)
    {
        var table = new TextTable("errors", "count", "of requests", "kinds");
        foreach (var one in ErrorClass.All.Where(one => one.Count(result) > 0))
            table.Add(
                one.Name,
                FigureText.Count(one.Count(result)),
                FigureText.Share((double)one.Count(result) / Math.Max(1, result.Traffic.Requests)),
                string.Join(
                    ", ",
                    result
                        .Errors.Where(error => ErrorClass.Of(error.Key) == one)
                        .OrderByDescending(error => error.Value)
                        .Select(error => $"{error.Value} x {error.Key}")
                )
            );
        return table.ToString();
    }

    private static string Thresholds(LoadVerdict verdict)
    {
        var table = new TextTable("threshold", "actual", "verdict");
        foreach (var one in verdict.Thresholds)
        {
            table.Add(one.Threshold.ToString(), one.ActualText, one.Verdict.Word());
            if (one.Verdict != Verdict.Pass)
                table.Remark(
                    new[] { one.Why ?? "", one.Threshold.Because }.Where(why => why.Length > 0)
                );
        }
        return table.ToString();
    }
}
