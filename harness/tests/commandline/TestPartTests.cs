using Verify.Scenarios.Cli;

namespace Verify.Tests.Commandline;

/// <summary>How the tests are divided, with a filter of the user's and without.</summary>
public sealed class TestPartTests
{
    private static readonly TestPart Busy = new("tests", "busy", ["!Waits", "!Measures"], 3);

    [Test]
    public void Without_a_filter_NUnit_selects_itself()
    {
        var line = Busy.Line("out", null);
        Assert.That(line, Does.Not.Contain("--filter"));
        Assert.That(
            line[^3..],
            Is.EqualTo([
                "--",
                "NUnit.Where=cat != Waits and cat != Measures",
                "NUnit.NumberOfTestWorkers=3",
            ])
        );
    }

    [Test]
    public void With_one_both_have_to_match()
    {
        var line = Busy.Line("out", "Name~A|Name~B");
        Assert.That(
            line[^4..],
            Is.EqualTo([
                "--filter",
                "(Name~A|Name~B)&TestCategory!=Waits&TestCategory!=Measures",
                "--",
                "NUnit.NumberOfTestWorkers=3",
            ])
        );
    }

    [Test]
    public void A_part_of_all_tests_has_no_settings() =>
        Assert.That(
            new TestPart("scenarios", "scenarios", [], null).Line("out", null),
            Does.Not.Contain("--")
        );
}
