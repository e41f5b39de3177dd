using System.Text.Json;
using Verify.Reports.Conclusions;
using Verify.Reports.ConsoleOutput;
using Verify.Reports.Json;
using Verify.Reports.Log;
using Verify.Reports.Record;
using Verify.Reports.Tree;

namespace Verify.Tests.Reports.Conclusions;

/// <summary>What a decision needs, made from the record, and the first thing that every report says.</summary>
[TestFixture]
internal sealed class ConclusionTests
{
    private static readonly RunTree Run = RunTree.Of(ConcludedRun.Passing().Events);
    private static readonly Conclusion Said = Conclusion.Of(Run);

    [Test]
    public void The_small_table_has_the_declared_figures_by_their_ids() =>
        Assert.That(
            Said.Figures!.Rows.Select(row =>
                $"{row.Name}: {string.Join(" | ", row.Cells.Select(cell => cell?.Text ?? "-"))}"
            ),
            Is.EqualTo(
                (string[])
                    [
                        "staleness, longest: 9.89 s (at most 10.7) | 0.979 s (at most 1.05) | -",
                        "staleness, p50: 3.55 s | 0 s | -",
                        "CPU per request: 236 us | 267 us | -",
                    ]
            )
        );

    [TestCase(null, null, "2 s")]
    [TestCase(2.0, null, "at least 2 s")]
    [TestCase(2.0, 3.0, "2 s (at most 3)")]
    [TestCase(1.0, 3.0, "2 s (1 to 3)")]
    public void A_figure_says_how_well_it_is_known(double? low, double? high, string text) =>
        Assert.That(new FigureCell(2, "s", low, high).Text, Is.EqualTo(text));

    [Test]
    public void Findings_are_in_the_order_in_which_they_count_and_alike_ones_are_one() =>
        Assert.That(
            Said.Findings.SelectMany(group =>
                group.Findings.Select(one =>
                    $"{group.Title} {group.Made}: {one.First.Text} x {one.All.Count}"
                )
            ),
            Is.EqualTo(
                (string[])
                    [
                        $"New in the candidate 1: {ConcludedRun.New} x 1",
                        $"Unsolved 3: {ConcludedRun.Worse} x 1",
                        $"Unsolved 3: {ConcludedRun.Unsolved} x 2",
                        $"There before the change 1: {ConcludedRun.Before} x 1",
                        $"Worth knowing 1: {ConcludedRun.Note} x 1",
                    ]
            )
        );

    [Test]
    public void What_was_not_looked_at_is_told_with_its_reason() =>
        Assert.That(
            Said.NotLookedAt.Select(one => $"{one}"),
            Is.EqualTo(
                (string[])
                    [
                        "phase 2 (Load): not selected by --phase",
                        "step 1.2 (play): there is no browser",
                        $"1.1: {ConcludedRun.Unseen}",
                        ConcludedRun.Limit,
                    ]
            )
        );

    [Test]
    public void What_cannot_be_told_was_not_looked_at_either() =>
        Assert.That(
            Conclusion
                .Of(RunTree.Of(ConcludedRun.Of(Verdict.Inconclusive).Events))
                .NotLookedAt.Select(one => one.What),
            Does.Contain("1.1: it is fresh")
        );

    [Test]
    public void A_claim_that_was_missed_is_among_the_first_things_said()
    {
        var missed = Conclusion.Of(RunTree.Of(ConcludedRun.Of(Verdict.Fail).Events));

        Assert.That(missed.Missed.Single().Claim, Is.EqualTo("it is fresh"));
        Assert.That(missed.Sentence, Does.StartWith("Failed: 1 claim of 1 missed"));
    }

    [Test]
    public void Nothing_is_called_complete_without_the_number_of_its_findings()
    {
        var complete = RunTree.Of(SampleRuns.Passing().Events);

        Assert.That($"{RunStatus.Of(complete)}", Is.EqualTo("Complete (findings: 1)"));
        Assert.That(
            $"{RunStatus.Of(Run)}",
            Does.EndWith(
                "(findings: 1 new in the candidate, 3 unsolved, 1 there before, 1 worth knowing)"
            )
        );
        Assert.That(
            MarkdownLog.Render(Run),
            Does.Contain("- [ ] Nothing new in the candidate, nothing unsolved: Findings: 1 new")
        );
    }

    [Test]
    public void Log_and_console_begin_with_it()
    {
        var log = MarkdownLog.Render(Run);
        var console = string.Join('\n', RunSummary.Lines(Run, "out/run").Select(line => line.Text));

        foreach (var text in new[] { log, console })
            Assert.That(
                Ordered(
                    text,
                    Said.Sentence[..40],
                    "0.979 s (at most 1.05)",
                    "New in the candidate (1)",
                    ConcludedRun.New,
                    "Unsolved (3)",
                    ConcludedRun.Worse,
                    ConcludedRun.Unsolved,
                    "There before the change (1)",
                    "Not looked at (4)",
                    ConcludedRun.Limit,
                    // Of the phases.
                    "Look"
                ),
                Is.True,
                text
            );
        Assert.That(log, Does.Contain(ConcludedRun.Unsolved + " (module)"), "nothing is lost");
    }

    [Test]
    public void Json_has_it_with_figures_by_subject()
    {
        using var document = JsonDocument.Parse(JsonSummary.Render(Run, "out/run"));
        var said = document.RootElement.GetProperty("conclusion");

        Assert.That(
            said.GetProperty("figures")[0]
                .GetProperty("values")
                .GetProperty("candidate")
                .GetProperty("high")
                .GetDouble(),
            Is.EqualTo(1.0465)
        );
        Assert.That(
            said.GetProperty("findings")[0].GetProperty("kind").GetString(),
            Is.EqualTo("new")
        );
        Assert.That(
            said.GetProperty("findings")[1]
                .GetProperty("findings")[0]
                .GetProperty("effect")
                .GetString(),
            Is.EqualTo("wrong-content")
        );
    }

    [Test]
    public void It_comes_back_whole_from_the_record()
    {
        var lines = string.Join('\n', ConcludedRun.Passing().Events.Select(RecordJson.Line));
        var read = RunTree.Of(RunRecord.Read(new StringReader(lines)));

        Assert.That(read.Problems, Is.Empty);
        Assert.That(MarkdownLog.Render(read), Is.EqualTo(MarkdownLog.Render(Run)));
        Assert.That(
            lines,
            Does.Contain("\"kind\":\"not-seen\"").And.Contain("\"effect\":\"wrong-content\"")
        );
    }

    private static bool Ordered(string text, params string[] parts)
    {
        var at = 0;
        foreach (var part in parts)
        {
            at = text.IndexOf(part, at, StringComparison.Ordinal);
            if (at < 0)
                return false;
        }
        return true;
    }
}
