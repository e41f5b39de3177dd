using FsCheck;
using FsCheck.Fluent;
using Verify.Origin.NixCache.Monitor;
using Verify.Tests.Ground;

namespace Verify.Tests.NixCache.Monitors;

/// <summary>The access log as the monitor reads it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LogTests
{
    private const string Line =
        """{"at":1700000000.250,"client":"10.255.255.2","method":"GET","path":"/a.narinfo","status":200,"bytes":42,"seconds":0.007,"connection":3,"complete":"OK"}""";

    [Test]
    public void A_line_is_an_entry() =>
        Assert.That(
            LogEntry.Parse(Line),
            Is.EqualTo(
                new LogEntry(
                    DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_250),
                    "/a.narinfo",
                    200,
                    42,
                    0.007,
                    IsComplete: true
                )
            )
        );

    [Test]
    public void Any_part_of_a_line_is_no_entry_and_breaks_nothing() =>
        Assert.That(
            Enumerable.Range(0, Line.Length).Select(length => LogEntry.Parse(Line[..length])),
            Is.All.Null
        );

    [Test]
    public void Nothing_that_a_log_can_hold_breaks_the_parser() =>
        Prop.ForAll(
                Gen.Elements(
                        "{",
                        "}",
                        "\"at\":",
                        "1e999",
                        "null",
                        ",",
                        "\"path\":3",
                        "[",
                        "-",
                        Line
                    )
                    .ListOf()
                    .Select(string.Concat)
                    .ToArbitrary(),
                text => LogEntry.Parse(text) is null || text == Line
            )
            .QuickCheckThrowOnFailure();

    [Test]
    public void A_log_is_read_line_by_line_and_anew_when_it_was_rotated()
    {
        using var folder = new TempFolder();
        var path = folder.File("access.log");
        var log = new LogTail(path);
        Assert.That(log.Read(), Is.Empty, "it is not there yet");

        File.WriteAllText(path, "one\ntw");
        Assert.That(log.Read(), Is.EqualTo(new[] { "one" }));
        File.AppendAllText(path, "o\nthree\n");
        Assert.That(log.Read(), Is.EqualTo(new[] { "two", "three" }));
        Assert.That(log.Read(), Is.Empty);
        File.WriteAllText(path, "new\n");
        Assert.That(log.Read(), Is.EqualTo(new[] { "new" }));
    }

    [Test]
    public void Figures_of_a_known_log()
    {
        // 60 hits and 40 misses, of 1 to 100 ms, and one answer that was the server's fault.
        LogEntry[] entries =
        [
            .. Enumerable
                .Range(1, 100)
                .Select(i => Entry($"/{i}.narinfo", i <= 60 ? 200 : 404, i / 1000.0)),
            Entry("/nar/x.nar.zst", 500, 9),
        ];

        var figures = LogFigures.Of(entries).ToDictionary(one => one.Name, one => one.Value);

        Assert.That(figures[MetricNames.Narinfos], Is.EqualTo(100));
        Assert.That(figures[MetricNames.HitRatio], Is.EqualTo(0.6));
        Assert.That(figures[MetricNames.LatencyP50], Is.EqualTo(0.05));
        Assert.That(figures[MetricNames.LatencyP99], Is.EqualTo(0.099));
        Assert.That(figures[MetricNames.ErrorRatio], Is.EqualTo(1 / 101.0));
        Assert.That(figures[MetricNames.BytesSent], Is.EqualTo(101 * 10));
    }

    private static LogEntry Entry(string path, int status, double seconds) =>
        new(DateTimeOffset.UnixEpoch, path, status, 10, seconds, IsComplete: true);
}
