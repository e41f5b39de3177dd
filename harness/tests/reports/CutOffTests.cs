using System.Text.Json;
using System.Xml.Linq;
using Verify.Reports.Json;
using Verify.Reports.Junit;
using Verify.Reports.Log;
using Verify.Reports.Record;
using Verify.Reports.Tree;

namespace Verify.Tests.Reports;

[TestFixture]
internal sealed class CutOffTests
{
    private static IEnumerable<int> Lengths() =>
        Enumerable.Range(0, SampleRuns.Passing().Events.Count);

    [Test]
    public void Wherever_a_passing_run_is_cut_off_no_report_calls_it_a_pass(
        [ValueSource(nameof(Lengths))] int kept
    )
    {
        var whole = SampleRuns.Passing().Events;
        var tree = RunTree.Of(whole.Take(kept));

        Assert.Multiple(() =>
        {
            Assert.That(tree.CutOff, Is.Not.Null);
            Assert.That(tree.Standing.IsPass, Is.False);
            Assert.That(RunStatus.Of(tree).Word, Is.EqualTo("Interrupted"));
            Assert.That(
                MarkdownLog.Render(tree),
                Does.Contain("> **Status**: Interrupted")
                    .And.Contain("- [ ] Implementation log complete")
            );
            Assert.That(Errors(tree), Is.Positive);
            Assert.That(Summary(tree).GetProperty("verdict").GetString(), Is.Not.EqualTo("pass"));
            Assert.That(
                AllureFiles.Of(tree).Select(test => test.GetProperty("status").GetString()),
                Has.Some.EqualTo("broken")
            );
        });
    }

    [Test]
    public void The_step_that_was_running_is_interrupted_and_what_comes_after_it_was_not_run()
    {
        var events = SampleRuns.Passing().Events.TakeWhile(e => e is not FindingMade);

        var tree = RunTree.Of(events);

        Assert.That(
            tree.Steps.Select(step => $"{step.Id} {step.Standing.Word}"),
            Is.EqualTo((string[])["2.1 pass", "5.3 pass", "5.5 interrupted", "6.1 not run"])
        );
        Assert.That(tree.CutOff, Does.Contain("during step 5.5 (freshness)"));
        Assert.That(tree.Changes.Single().Word, Is.EqualTo("still in place"));
    }

    [Test]
    public void Any_one_line_lost_from_a_record_never_leaves_it_complete()
    {
        var lines = SampleRuns.Passing().Events.Select(RecordJson.Line).ToList();
        for (var lost = 0; lost < lines.Count; lost++)
        {
            var damaged = string.Join(
                '\n',
                lines.Select((line, i) => i == lost ? line[..^9] : line)
            );
            var record = RunRecord.Read(new StringReader(damaged));

            Assert.That(record.Problems.Single().Line, Is.EqualTo(lost + 1));
            Assert.That(record.Events, Has.Count.EqualTo(lines.Count - 1));
            Assert.That(RunStatus.Of(RunTree.Of(record)).IsComplete, Is.False, lines[lost]);
        }
    }

    [Test]
    public void A_flipped_byte_costs_at_most_its_line_and_breaks_no_report()
    {
        var line = RecordJson.Line(SampleRuns.Passing().Events[0]);
        var rest = string.Join('\n', SampleRuns.Passing().Events.Skip(1).Select(RecordJson.Line));
        for (var i = 0; i < line.Length; i++)
        {
            var flipped = line.ToCharArray();
            flipped[i] ^= '\u0001';
            var record = RunRecord.Read(new StringReader(new string(flipped) + "\n" + rest));

            Assert.That(
                record.Events.Count + record.Problems.Count,
                Is.EqualTo(SampleRuns.Passing().Events.Count)
            );
            Assert.That(() => RenderText(RunTree.Of(record)), Throws.Nothing, new string(flipped));
        }
    }

    [Test]
    public void A_record_that_is_not_there_is_the_users_slip() =>
        Assert.That(() => RunRecord.Read("/nowhere/run.jsonl"), Throws.TypeOf<UsageError>());

    internal static void RenderAll(RunTree tree)
    {
        RenderText(tree);
        AllureFiles.Of(tree);
    }

    private static void RenderText(RunTree tree)
    {
        MarkdownLog.Render(tree);
        XDocument.Parse(JUnitXml.Render(tree));
        JsonDocument.Parse(JsonSummary.Render(tree, "out")).Dispose();
    }

    private static int Errors(RunTree tree) =>
        (int)XDocument.Parse(JUnitXml.Render(tree)).Root!.Attribute("errors")!;

    private static JsonElement Summary(RunTree tree) =>
        JsonDocument.Parse(JsonSummary.Render(tree, "out")).RootElement;

    [Test]
    public void A_record_that_holds_nothing_is_interrupted_in_every_word()
    {
        var tree = RunTree.Of([]);

        Assert.That(tree.Standing.Word, Is.EqualTo("interrupted"));
        Assert.That(RunStatus.Of(tree).Word, Is.EqualTo("Interrupted"));
    }
}
