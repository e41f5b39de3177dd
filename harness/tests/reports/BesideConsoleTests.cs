using Verify.Reports.ConsoleOutput;

namespace Verify.Tests.Reports;

/// <summary>Of steps that ran beside each other, what was missed in each stands below its own line.</summary>
internal sealed class BesideConsoleTests
{
    [Test]
    public void What_was_missed_in_a_step_stands_below_its_line()
    {
        using var output = new StringWriter();
        using (var console = new PlainConsole(output, "out/run"))
        {
            foreach (
                RunEvent one in new RunEvent[]
                {
                    new PhaseStarted("1", "Together"),
                    new StepStarted("1", "1.1", "long", null),
                    new StepStarted("1", "1.2", "short", null),
                    Missed("1.1", "the long one's claim"),
                    Missed("1.2", "the short one's claim"),
                    new StepFinished("1", "1.2", Verdict.Fail, null, null, 1),
                    new StepFinished("1", "1.1", Verdict.Fail, null, null, 2),
                }
            )
            {
                console.Hear(one);
            }
        }
        Assert.That(
            output.ToString(),
            Does.Match("1\\.2(.|\n)*the short one's claim(.|\n)*1\\.1(.|\n)*the long one's claim")
        );
    }

    private static ClaimEvaluated Missed(string step, string claim) =>
        new("1", step, claim, "1", "2", Verdict.Fail);
}
