using System.IO.Compression;
using Verify.Reports.Conclusions;
using Verify.Reports.Log;
using Verify.Reports.Record;
using Verify.Reports.Tree;

namespace Verify.Tests.Reports.Conclusions;

/// <summary>Records of real runs of nginx-caching: one of before findings had kinds and figures ids, and one of after it.</summary>
[TestFixture]
internal sealed class RealRecordTests
{
    private static readonly RunTree Before = Read("nginx-caching-before-ids");
    private static readonly RunTree After = Read("nginx-caching");

    [Test]
    public void An_old_record_is_read_and_its_findings_are_told_without_a_kind()
    {
        Assert.That(Before.Problems, Is.Empty);
        var said = Conclusion.Of(Before);
        Assert.That(said.Figures, Is.Null);
        Assert.That(said.Findings.Single().Kind, Is.Null);
        Assert.That(said.Findings.Single().Made, Is.EqualTo(Before.Findings.Count()));
        CutOffTests.RenderAll(Before);
    }

    [Test]
    public void The_log_can_be_read_from_the_first_line_to_the_last([Values] bool isOld)
    {
        var log = MarkdownLog.Render(isOld ? Before : After);
        Assert.That(log.Count(c => c == '\n'), Is.LessThanOrEqualTo(LogFold.MostLines));
    }

    [Test]
    public void The_flushed_cache_is_new_in_the_candidate() =>
        Assert.That(
            Conclusion
                .Of(After)
                .Findings.Single(group => group.Kind == FindingKind.New)
                .Findings[0]
                .First,
            Has.Property(nameof(FindingMade.Step))
                .EqualTo("5.10")
                .And.Property(nameof(FindingMade.Text))
                .Contains("flush the candidate's cache of 51")
        );

    [Test]
    public void The_table_compares_baseline_candidate_and_control()
    {
        var table = Conclusion.Of(After).Figures!;
        Assert.That(table.Subjects, Is.EqualTo((string[])["baseline", "candidate", "control"]));
        var staleness = table.Rows.Single(row => row.Name == "playlist staleness, longest");
        Assert.That(staleness.Cells[0]!.Value, Is.GreaterThan(9));
        Assert.That(staleness.Cells[1]!.High, Is.InRange(0.9, 1.1));
        Assert.That(staleness.Cells[2]!.Value, Is.LessThan(0.1));
        Assert.That(
            table.Rows.Select(row => row.Name),
            Is.SupersetOf(
                (string[])
                    [
                        "replaced playlist still served",
                        "stalls under load",
                        "errors under load",
                        "CPU per request",
                    ]
            )
        );
    }

    [Test]
    public void No_change_is_called_by_what_undoes_it() =>
        Assert.That(
            After
                .Changes.Where(change => change.Title == change.Undo)
                .Select(change => change.Title),
            Is.Empty
        );

    [Test]
    public void Every_finding_says_what_it_is_and_what_it_does() =>
        Assert.That(
            After.Findings,
            Has.All.Property(nameof(FindingMade.Kind))
                .Not.Null.And.All.Property(nameof(FindingMade.Effect))
                .Not.Null
        );

    private static RunTree Read(string name)
    {
        using var packed = File.OpenRead(
            Path.Combine(
                Checkout.Root,
                "harness",
                "tests",
                "reports",
                "conclusions",
                "records",
                $"{name}.jsonl.gz"
            )
        );
        using var record = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        return RunTree.Of(RunRecord.Read(record));
    }
}
