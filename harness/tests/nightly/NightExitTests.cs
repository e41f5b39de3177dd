using Verify.Reports.Nightly;
using Verify.Scenarios.Nightly;

namespace Verify.Tests.Nightly;

[Parallelizable]
public sealed class NightExitTests
{
    [TestCase("0", ExpectedResult = "0 Complete")]
    [TestCase("0 4", ExpectedResult = "4 Inconclusive")]
    [TestCase("4 3", ExpectedResult = "3 Broken")]
    [TestCase("3 1", ExpectedResult = "1 Failed")]
    [TestCase("1 130", ExpectedResult = "130 Interrupted")]
    [TestCase("130 5 1", ExpectedResult = "5 Left changed")]
    [TestCase("0 137", ExpectedResult = "3 Broken", Description = "killed")]
    [TestCase("0 2", ExpectedResult = "3 Broken", Description = "it refused what it was told")]
    [TestCase("", ExpectedResult = "4 Inconclusive", Description = "nothing ran")]
    public string The_worst_of_all_is_the_nights(string codes)
    {
        var exit = NightExit.Of(
            [
                .. codes
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(int.Parse)
                    .Select(Ended),
            ],
            [],
            interrupted: false,
            gate: false,
            lost: null
        );
        return $"{exit.ExitCode} {exit.Status}";
    }

    [TestCase(true)]
    [TestCase(false)]
    public void What_did_not_run_keeps_a_night_from_being_complete(bool onRequest)
    {
        var exit = NightExit.Of(
            [Ended(0)],
            [new("drill/x", "no time", onRequest)],
            interrupted: false,
            gate: false,
            lost: null
        );
        Assert.That(exit.ExitCode, Is.Zero);
        Assert.That(exit.Status, Is.EqualTo("Partially verified"));
        Assert.That(exit.Why, Does.Contain("drill/x"));
    }

    [Test]
    public void A_pass_in_part_keeps_a_night_from_being_complete()
    {
        var exit = NightExit.Of(
            [Ended(0) with { Why = "steps not passed: 5.9 (skipped)" }],
            [],
            interrupted: false,
            gate: false,
            lost: null
        );
        Assert.That(exit.Status, Is.EqualTo("Partially verified"));
        Assert.That(exit.Why, Does.Contain("passed in part: job 0"));
    }

    [TestCase(false, 0)]
    [TestCase(true, 1)]
    public void A_worse_figure_fails_the_night_only_where_that_was_asked_for(
        bool gate,
        int expected
    )
    {
        var worse = Ended(0) with
        {
            Figures = [new("depth", 2, "m", Better.Lower, 1, 0.1, 7, 7, FigureMove.Worse)],
        };
        Assert.That(
            NightExit.Of([worse], [], interrupted: false, gate, lost: null).ExitCode,
            Is.EqualTo(expected)
        );
    }

    [Test]
    public void A_night_that_could_not_be_kept_is_no_pass() =>
        Assert.That(
            NightExit.Of([Ended(0)], [], interrupted: false, gate: false, "the disk is full"),
            Is.EqualTo(new NightExit("Broken", "the disk is full", 3))
        );

    private static NightJob Ended(int code) =>
        new(
            $"job {code}",
            code switch
            {
                0 => Verdict.Pass,
                1 => Verdict.Fail,
                4 => Verdict.Inconclusive,
                _ => Verdict.Broken,
            },
            code,
            1,
            code == 0 ? null : "because",
            null,
            [],
            null
        );
}
