using Verify.Tests.Engine;
using Verify.Tests.Ground;

namespace Verify.Tests.Scenarios;

/// <summary>What step 5.13 says of logs that are as the profile has them, and of ones with one thing wrong.</summary>
[Waits]
public sealed class AccessLoggingTests
{
    public abstract class Everything : LoggingScenario
    {
        protected override string[] Logging => [];
    }

    public abstract class Segments : LoggingScenario
    {
        protected override string[] Logging => ["logging.segmentsOnly=true", "logging.gzip=0"];
    }

    public abstract class FlushedLate : Segments
    {
        protected override string Planted(string configuration) =>
            Replaced(configuration, "flush=500ms", "flush=900ms");
    }

    public abstract class FlushedEarly : Segments
    {
        protected override string Planted(string configuration) =>
            Replaced(configuration, "flush=500ms", "flush=200ms");
    }

    public abstract class NotBuffered : Segments
    {
        protected override string Planted(string configuration) =>
            Replaced(configuration, " buffer=16k flush=500ms", "");
    }

    public abstract class LargerBuffer : Segments
    {
        protected override string Planted(string configuration) =>
            Replaced(configuration, "buffer=16k", "buffer=32k");
    }

    public abstract class SmallerBuffer : Segments
    {
        protected override string Planted(string configuration) =>
            Replaced(configuration, "buffer=16k", "buffer=8k");
    }

    public abstract class AnotherFormat : Segments
    {
        protected override string Planted(string configuration) =>
            Replaced(configuration, "$status $request_time $body", "$request_time $status $body");
    }

    public abstract class AnotherFigure : Segments
    {
        protected override string Planted(string configuration) =>
            Replaced(configuration, "$request_time $body_bytes_sent", "$request_time $bytes_sent");
    }

    public abstract class Uncompressed : Everything
    {
        protected override string Planted(string configuration) =>
            Replaced(configuration, " gzip=4", "");
    }

    public abstract class AllInOne : Everything
    {
        protected override string Planted(string configuration) =>
            Replaced(configuration, "manifests.log", "segments.log");
    }

    public abstract class PlaylistsToo : Segments
    {
        protected override string Planted(string configuration) =>
            Replaced(
                configuration,
                "access_log off;",
                $"access_log {Folder(configuration)}/access.log timing buffer=16k flush=500ms;"
            );
    }

    public abstract class WrittenTwice : Segments
    {
        protected override string Planted(string configuration)
        {
            var line = configuration.Split('\n').First(one => one.Contains("/segments.log"));
            return Replaced(configuration, line, $"{line}\n{line}");
        }
    }

    public abstract class FlushedAtOnce : Segments
    {
        protected override string Flush => "5ms";
    }

    [Test]
    public void A_line_that_is_written_twice_fails_by_name() =>
        MustMiss<WrittenTwice>("segments.log: requests that do not have exactly one line");

    [Test]
    public void An_interval_too_short_to_be_told_from_none_is_not_judged()
    {
        var run = SelfRun.Of<FlushedAtOnce>();
        Assert.That(
            run.All<ClaimEvaluated>()
                .Single(one => one.Claim.EndsWith("on disk, at least"))
                .Verdict,
            Is.EqualTo(Verdict.Inconclusive)
        );
    }

    [Test]
    public void Logs_of_everything_and_of_segments_alone_pass()
    {
        foreach (var run in new[] { SelfRun.Of<Everything>(), SelfRun.Of<Segments>() })
        {
            Assert.That(run.Step("1.1"), Is.EqualTo(Verdict.Pass), Missed(run));
            Assert.That(
                run.All<EvidenceKept>().Select(one => one.Name),
                Has.Some.Contain("segments.log").And.None.Contain(LoggingScenario.Strange)
            );
        }
    }

    [Test]
    public void A_line_that_comes_late_fails_by_name() =>
        MustMiss<FlushedLate>("from a request until its line is on disk, at most");

    [Test]
    public void A_line_that_comes_early_fails_by_name() =>
        MustMiss<FlushedEarly>("from a request until its line is on disk, at least");

    [Test]
    public void A_log_without_a_buffer_fails_by_name() =>
        MustMiss<NotBuffered>("which the buffer can hold");

    [Test]
    public void A_larger_buffer_fails_by_name() =>
        MustMiss<LargerBuffer>("bytes of lines on disk as soon as one more line does not fit");

    [Test]
    public void A_smaller_buffer_fails_by_name() =>
        MustMiss<SmallerBuffer>("which the buffer can hold");

    [Test]
    public void Another_format_fails_by_name() =>
        MustMiss<AnotherFormat>("segments.log: lines that are not in the format hls_perf");

    [Test]
    public void Another_figure_in_the_same_place_fails_by_name() =>
        MustMiss<AnotherFigure>("segments.log: lines that differ from what the client saw");

    [Test]
    public void A_log_that_is_not_compressed_fails_by_name() =>
        MustMiss<Uncompressed>("segments.log: is gzip");

    [Test]
    public void Lines_in_another_log_fail_by_name() =>
        MustMiss<AllInOne>("lines in a log that they do not belong to");

    [Test]
    public void Lines_of_playlists_where_segments_alone_are_logged_fail_by_name() =>
        MustMiss<PlaylistsToo>("lines in a log that they do not belong to");

    private static void MustMiss<T>(string claim)
        where T : LoggingScenario
    {
        var run = SelfRun.Of<T>();
        // On a machine that was too busy for a moment the step says that it cannot tell: it is asked once more.
        if (run.Step("1.1") == Verdict.Inconclusive)
            run = SelfRun.Of<T>();
        Assert.That(run.Step("1.1"), Is.EqualTo(Verdict.Fail), Missed(run));
        Assert.That(Missed(run), Does.Contain(claim));
    }

    private static string Replaced(string configuration, string old, string with)
    {
        Assert.That(configuration, Does.Contain(old));
        return configuration.Replace(old, with, StringComparison.Ordinal);
    }

    private static string Folder(string configuration)
    {
        const string ending = "/segments.log";
        var end = configuration.IndexOf(ending, StringComparison.Ordinal);
        return configuration[(configuration.LastIndexOf(' ', end) + 1)..end];
    }

    private static string Missed(SelfRun run) =>
        string.Join(
            '\n',
            run.All<ClaimEvaluated>()
                .Where(claim => claim.Verdict != Verdict.Pass)
                .Select(claim => $"{claim.Claim}: {claim.Actual}")
                .Concat(run.All<StepFinished>().Select(step => $"{step.Step} {step.Reason}"))
        );
}
