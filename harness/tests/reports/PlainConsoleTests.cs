using Verify.Reports.ConsoleOutput;

namespace Verify.Tests.Reports;

[TestFixture]
internal sealed class PlainConsoleTests
{
    [Test]
    public void A_passing_run_reads_so_from_first_to_last_line() =>
        Assert.That(
            Transcript(SampleRuns.Passing()),
            Is.EqualTo(
                """
                nginx-caching: Playlists at most a second old
                run 20261121-060700-ab12
                profile=default

                Phase 2: tmpfs options
                  pass         2.1   mount /var/hls  (0.2 s)

                Phase 5: Runtime verification
                  pass         5.3   mount flags  (0.0 s)
                  pass         5.5   freshness  (26.1 s)
                      finding: output_buffers has no effect while sendfile is on

                Phase 6: Rollback
                  pass         6.1   undo every change  (0.2 s)

                PASS  nginx-caching  61.2 s
                  Pass: all 5 claims hold, and the expected outcome is met. Findings: 1.

                Findings (1)
                  output_buffers has no effect while sendfile is on (5.5)

                  pass         2     tmpfs options  (1.5 s)
                  pass         5     Runtime verification  (1.5 s)
                  pass         6     Rollback  (1.5 s)

                  status    Complete (findings: 1)
                  phases    3 pass
                  steps     4 pass
                  claims    5 pass
                  outcomes  1 of 1 measured and met
                  changes   1 undone
                  log       out/run/implementation-log.md
                  report    ./run.ps1 report out/run --open

                """
            )
        );

    [Test]
    public void A_failing_run_shows_what_was_missed_where_it_was_missed() =>
        Assert.That(
            Transcript(SampleRuns.Failing()),
            Is.EqualTo(
                """
                nginx-caching: Playlists at most a second old
                run 20261121-060700-ab12
                profile=default

                Phase 2: tmpfs options
                  pass         2.1   mount /var/hls  (0.2 s)

                Phase 5: Runtime verification
                  fail         5.3   mount flags  (0.2 s)
                      missed: mounted noatime
                        expected: contains noatime
                        actual:   rw,nosuid,nodev,noexec
                                  size=76M
                        why:      atime writes cost
                  inconclusive 5.5   freshness  (0.2 s)
                      why: the encoder did not keep up (speed 0.8)
                  fail         phase 5: a claim was missed in 5.3

                Phase 6: Rollback
                  blocked      phase 6: phase 5 did not pass
                  undone       mount /var/hls

                FAIL  nginx-caching  61.2 s
                  Failed: 1 claim of 3 missed.

                Not looked at (1)
                  phase 6 (Rollback): phase 5 did not pass

                  pass         2     tmpfs options  (1.5 s)
                  fail         5     Runtime verification  (1.5 s)
                  blocked      6     Rollback  (0.0 s)

                  status    Failed: 1 claim was missed
                  phases    1 pass, 1 blocked, 1 fail
                  steps     1 pass, 1 blocked, 1 inconclusive, 1 fail
                  claims    2 pass, 1 fail
                  outcomes  0 met, 0 not met, 1 not measured
                  changes   1 undone
                  log       out/run/implementation-log.md
                  report    ./run.ps1 report out/run --open

                """
            )
        );

    [Test]
    public void Nothing_that_a_step_saw_can_move_the_cursor()
    {
        var run = new SampleRun()
            .Start([SampleRun.Phase("1", "one")])
            .StartPhase("1", "\u001b[31mred\u001b[0m")
            .StartStep("1.1", "bell \a and\rreturn [bold]markup[/]")
            .Claim("c\u001b]0;title\a", "a\tb", "x\u0000\u009b2Jy", Verdict.Fail)
            .EndStep(Verdict.Fail)
            .EndPhase(Verdict.Fail)
            .End(Verdict.Fail);

        var controls = Transcript(run).Where(c => char.IsControl(c) && c != '\n');

        Assert.That(controls, Is.Empty);
        Assert.That(Transcript(run), Does.Contain("[bold]markup[/]"));
    }

    [Test]
    public void A_reader_that_went_away_does_not_stop_the_run()
    {
        var console = new PlainConsole(new ClosedPipe(), "out/run");

        Assert.That(
            () => SampleRuns.Failing().Events.ToList().ForEach(console.Hear),
            Throws.Nothing
        );
    }

    [Test]
    public void A_value_of_a_thousand_lines_does_not_bury_the_others()
    {
        var run = new SampleRun()
            .Start([])
            .StartPhase("1", "one")
            .StartStep("1.1", "long")
            .Claim(
                "c",
                "short",
                string.Concat(Enumerable.Repeat("a line of a log\n", 1000)),
                Verdict.Fail
            )
            .EndStep(Verdict.Fail);

        Assert.That(Transcript(run).Split('\n'), Has.Length.LessThan(30));
        Assert.That(Transcript(run), Does.Contain("all of it is in the log"));
    }

    internal static string Transcript(SampleRun run)
    {
        using var output = new StringWriter();
        var console = new PlainConsole(output, "out/run");
        run.Events.ToList().ForEach(console.Hear);
        return output.ToString();
    }

    private sealed class ClosedPipe : StringWriter
    {
        public override void Write(string? value) => throw new IOException("Broken pipe");
    }
}
