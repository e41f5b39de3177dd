using System.Text.Json;
using System.Xml.Linq;
using Verify.Reports.Json;
using Verify.Reports.Junit;
using Verify.Reports.Tree;

namespace Verify.Tests.Reports;

/// <summary>JUnit, Allure and JSON: what other programs read.</summary>
[TestFixture]
internal sealed class MachineReportTests
{
    [Test]
    public void JUnit_tells_a_failure_from_an_error_from_a_skip()
    {
        var cases = JUnit(SampleRuns.Failing()).Descendants("testcase").ToList();

        Assert.That(
            cases.Select(c =>
                $"{c.Attribute("name")!.Value}: {c.Elements().FirstOrDefault(e => e.Name != "system-out")?.Name.LocalName ?? "passed"}"
            ),
            Is.EqualTo(
                (string[])
                    [
                        "2.1 mount /var/hls: passed",
                        "5.3 mount flags: failure",
                        "5.5 freshness: error",
                        "6.1 undo every change: skipped",
                    ]
            )
        );
        Assert.That(
            cases[1].Element("failure")!.Value,
            Does.Contain("expected: contains noatime").And.Contain("size=76M")
        );
        Assert.That(
            cases[2].Element("error")!.Attribute("type")!.Value,
            Is.EqualTo("inconclusive")
        );
    }

    [TestCaseSource(typeof(SampleRuns), nameof(SampleRuns.All))]
    public void JUnit_counts_what_it_holds_and_has_no_attribute_that_Jenkins_schema_lacks(
        object run
    )
    {
        var suites = JUnit((SampleRun)run);
        var counts = new Dictionary<string, string>
        {
            ["tests"] = "testcase",
            ["failures"] = "failure",
            ["errors"] = "error",
            ["skipped"] = "skipped",
        };
        foreach (var suite in suites.Elements("testsuite").Append(suites))
        {
            foreach (
                var (attribute, element) in counts.Where(c => suite.Attribute(c.Key) is not null)
            )
            {
                Assert.That(
                    (int)suite.Attribute(attribute)!,
                    Is.EqualTo(suite.Descendants(element).Count())
                );
            }
        }
        Assert.That(
            suites.Attributes().Select(a => a.Name.LocalName).Distinct(),
            Is.SubsetOf((string[])["name", "time", "tests", "failures", "disabled", "errors"])
        );
        Assert.That(
            suites.Descendants("testcase").Attributes().Select(a => a.Name.LocalName).Distinct(),
            Is.SubsetOf((string[])["name", "classname", "time"])
        );
    }

    [Test]
    public void Nasty_text_comes_back_from_JUnit_but_for_what_XML_cannot_hold()
    {
        var output = JUnit(NastyText.Run()).Descendants("system-out").First().Value;

        Assert.That(
            output,
            Does.Contain(NastyText.Backticks)
                .And.Contain("]]>")
                .And.Contain("\u2400\u2401\u241b[31m")
        );
        Assert.That(output, Does.Contain("😀 👩‍👩‍👧, half a pair \ufffd, 世界"));
    }

    [Test]
    public void Json_gives_back_every_value_as_it_was()
    {
        using var document = JsonDocument.Parse(
            JsonSummary.Render(RunTree.Of(NastyText.Run().Events), "reports/out/x")
        );
        var step = document.RootElement.GetProperty("phases")[0].GetProperty("steps")[0];

        Assert.That(
            step.GetProperty("claims")[0].GetProperty("actual").GetString(),
            Is.EqualTo(Whole(NastyText.All))
        );
        Assert.That(document.RootElement.GetProperty("exitCode").GetInt32(), Is.EqualTo(1));
        Assert.That(
            document.RootElement.GetProperty("folder").GetString(),
            Is.EqualTo("reports/out/x")
        );
    }

    [Test]
    public void Allure_shows_the_missed_claim_with_expected_and_actual_on_the_test_itself()
    {
        var tests = AllureFiles.Of(RunTree.Of(SampleRuns.Failing().Events));
        var failed = tests.Single(test => test.Name() == "5.3 mount flags");
        var details = failed.GetProperty("statusDetails");

        Assert.That(
            tests.Select(t => t.Status()),
            Is.EqualTo((string[])["passed", "failed", "broken", "skipped"])
        );
        Assert.That(details.GetProperty("expected").GetString(), Is.EqualTo("contains noatime"));
        Assert.That(details.GetProperty("actual").GetString(), Does.StartWith("rw,nosuid"));
        Assert.That(
            failed.GetProperty("steps").EnumerateArray().Select(s => s.Status()),
            Is.EqualTo((string[])["failed", "passed"])
        );
    }

    [Test]
    public void A_test_keeps_its_history_over_runs_and_profiles_have_their_own()
    {
        string History(string run, string profile) =>
            AllureFiles
                .Of(
                    RunTree.Of(
                        SampleRuns
                            .Passing()
                            .Events.Select(e =>
                                e is RunStarted s
                                    ? s with
                                    {
                                        Run = run,
                                        Parameters = new Dictionary<string, string>
                                        {
                                            ["profile"] = profile,
                                        },
                                    }
                                    : e
                            )
                    )
                )[0]
                .GetProperty("historyId")
                .GetString()!;

        Assert.That(History("a", "default"), Is.EqualTo(History("b", "default")));
        Assert.That(History("a", "default"), Is.Not.EqualTo(History("a", "low-latency")));
    }

    [Test]
    public void A_measured_value_is_no_part_of_what_makes_the_test()
    {
        var test = AllureFiles
            .Of(RunTree.Of(SampleRuns.Passing().Events))
            .Single(t => t.Name() == "5.5 freshness");

        Assert.That(
            test.GetProperty("parameters")
                .EnumerateArray()
                .Select(p => $"{p.Name()} {p.GetProperty("excluded")}"),
            Is.EqualTo((string[])["profile False"])
        );
        Assert.That(
            test.GetProperty("descriptionHtml").GetString(),
            Does.Contain("<td>staleness, candidate</td><td>0.931 s; n 332")
        );
    }

    // A half of a surrogate pair is no character; JSON in UTF-8 cannot carry it.
    private static string Whole(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));

    private static XElement JUnit(SampleRun run) =>
        XDocument.Parse(JUnitXml.Render(RunTree.Of(run.Events))).Root!;
}
