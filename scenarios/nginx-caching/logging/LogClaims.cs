using NUnit.Framework;
using Verify.Instruments.Http;
using Verify.Instruments.Nginx.Values;
using Verify.Origin.Profile;
using Verify.Scenarios.Figures;

namespace Verify.Scenarios.NginxCaching.Logging;

/// <summary>What is claimed of the access logs, once what was asked has been written.</summary>
internal sealed class LogClaims(
    Step step,
    LoggingSettings logging,
    string mark,
    IReadOnlyList<LoggedRequest> asked
)
{
    // A timer of nginx's counts milliseconds from when its worker last looked at the clock.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    // An answer and two looks, each some 20 ms after the other: what comes sooner is told from nothing at all.
    private static readonly TimeSpan ShortestTold = TimeSpan.FromMilliseconds(50);

    /// <summary>A line came later than the interval allows, and nothing kept Verify from seeing it.</summary>
    public bool IsLate(LogSeen seen) =>
        Logs.Any(log => Delay(seen, log) is { } delay && delay - seen.First[log].Unseen > Limit);

    /// <summary>A line was seen late, but Verify was held up: nobody knows when it came.</summary>
    public bool IsUnknown(LogSeen seen) =>
        !IsLate(seen) && Logs.Any(log => Delay(seen, log) is { } delay && delay > Limit);

    private TimeSpan Flush =>
        TimeSpan.FromMilliseconds(
            TimeValue.TryParse(logging.FlushInterval, false, out var ms, out _) ? ms : 0
        );

    private TimeSpan Limit => Flush + Bounds.Floor;

    public void Judge(LogSeen seen, WallClock clock, string client)
    {
        foreach (var (name, file) in seen.Files)
            step.Keep(
                name.EndsWith(".log", StringComparison.Ordinal) ? $"{name}.txt" : name,
                file.Text
            );
        foreach (var log in Logs)
            Log(log, seen, clock, client);
        var elsewhere = seen
            .Files.SelectMany(file =>
                file.Value.Lines(mark)
                    .Select(line => (file.Key, Line: line, Request: Of(line)))
                    .Where(found => found.Request?.File != file.Key)
            )
            .Select(found => $"{found.Key}: {found.Request?.Name ?? found.Line}");
        step.Expect(
            "lines in a log that they do not belong to",
            elsewhere,
            Is.Empty,
            logging.SegmentsOnly
                ? $"segmentsOnly: the {asked.Count(one => one.File is null)} requests for anything else have no line"
                : "segments, playlists and the rest have a log each"
        );
        step.Saw(
            $"{asked.Count} requests ({string.Join(", ", asked.Select(one => one.Answer!.Status).Distinct().Order())}), "
                + string.Join(
                    ", ",
                    Logs.Select(log =>
                        $"{Lines(seen, log).Count()} lines in {log}"
                        + (
                            Delay(seen, log) is { } delay
                                ? $" after {delay.TotalSeconds:0.000} s"
                                : ""
                        )
                    )
                )
        );
    }

    private IEnumerable<string> Logs => asked.Select(one => one.File).OfType<string>().Distinct();

    private void Log(string log, LogSeen seen, WallClock clock, string client)
    {
        var lines = Lines(seen, log).ToArray();
        var expected = asked.Where(one => one.File == log).ToArray();
        step.Expect(
            $"{log}: requests that do not have exactly one line",
            expected
                .Select(one => (one.Name, Lines: lines.Count(line => IsOf(line, one))))
                .Where(one => one.Lines != 1)
                .Select(one => $"{one.Name}: {one.Lines}"),
            Is.Empty,
            "each request has one line: none is lost or counted twice"
        );
        step.Expect(
            $"{log}: lines that are not in the format {(expected[0].Format == LogFormat.HlsPerf ? "hls_perf" : "timing")}",
            lines.Where(line => LogLine.Read(line, expected[0].Format) is null),
            Is.Empty
        );
        step.Expect(
            $"{log}: lines that differ from what the client saw",
            expected.SelectMany(one =>
                lines
                    .Where(line => IsOf(line, one))
                    .Select(line => LogLine.Read(line, one.Format))
                    .OfType<LogLine>()
                    .SelectMany(line => one.Differences(line, clock, client))
            ),
            Is.Empty,
            "status, bytes, time and duration, and client and request if the format has them"
        );
        if (seen.Files.TryGetValue(log, out var file) && lines.Length > 0)
            Gzip(log, file);
        Flushed(log, seen);
    }

    private void Gzip(string log, LogFile file)
    {
        step.Expect(
            $"{log}: is gzip",
            file.IsGzip,
            Is.EqualTo(logging.Gzip > 0),
            logging.Gzip > 0 ? $"gzip={logging.Gzip}" : "logging.gzip is 0"
        );
        if (file.IsGzip)
            step.Measure(
                new(
                    $"{log}: size on disk, of that of its lines",
                    (double)file.Bytes.Length / file.Text.Length,
                    "x",
                    Source: $"gzip={logging.Gzip}, {file.Text.Length} bytes of lines in one buffer"
                )
            );
    }

    private void Flushed(string log, LogSeen seen)
    {
        var claim = $"{log}: from a request until its line is on disk";
        if (Delay(seen, log) is not { } delay)
            return;
        var flush = Flush;
        step.Measure(new(claim, delay.TotalSeconds, "s", Source: "the first request of the file"));
        if (flush < ShortestTold)
            step.CannotTell(
                $"{claim}, at least",
                $"{flush.TotalSeconds:0.000} s",
                $"even an unbuffered line is seen that late, so delays can only be distinguished from {ShortestTold.TotalMilliseconds:0} ms up"
            );
        else
            step.Expect(
                $"{claim}, at least",
                delay,
                Is.GreaterThanOrEqualTo(flush - Tick),
                $"flush={logging.FlushInterval}, and the buffer of {logging.Buffer} is far from full, so nothing is written earlier"
            );
        var (limit, unseen) = (Limit, seen.First[log].Unseen);
        if (delay > limit && delay - unseen <= limit)
            step.CannotTell(
                $"{claim}, at most",
                $"{limit.TotalSeconds:0.000} s",
                $"{delay.TotalSeconds:0.000} s, but for {unseen.TotalSeconds:0.000} s of it this machine did not let Verify look"
            );
        else
            step.Expect(
                $"{claim}, at most",
                delay,
                Is.LessThanOrEqualTo(limit),
                $"flush={logging.FlushInterval}, plus the measuring error"
            );
    }

    private TimeSpan? Delay(LogSeen seen, string log) =>
        seen.First.TryGetValue(log, out var first)
            ? first.At - asked.First(one => one.File == log).Answer!.Sent
            : null;

    private IEnumerable<string> Lines(LogSeen seen, string log) =>
        seen.Files.TryGetValue(log, out var file) ? file.Lines(mark) : [];

    private LoggedRequest? Of(string line) => asked.FirstOrDefault(one => IsOf(line, one));

    // The number after the mark ends where the target does.
    private static bool IsOf(string line, LoggedRequest one) =>
        line.Contains($"{one.Ask.Target} ", StringComparison.Ordinal)
        || line.EndsWith(one.Ask.Target, StringComparison.Ordinal);
}
