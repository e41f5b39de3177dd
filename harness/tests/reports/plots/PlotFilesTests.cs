using System.Text.RegularExpressions;
using Verify.Reports;
using Verify.Reports.Log;
using Verify.Reports.Plots;
using Verify.Reports.Record;
using Verify.Reports.Tree;

namespace Verify.Tests.Reports.Plots;

[TestFixture]
internal sealed partial class PlotFilesTests
{
    [Test]
    public void The_log_shows_each_plot_in_its_step_and_each_is_there()
    {
        using var folder = PlotFolder.Whole();
        Regenerate(folder);

        var log = Log(folder);
        var shown = Pictures().Matches(log).Select(found => found.Groups[1].Value).ToList();

        Assert.That(shown, Is.EqualTo(folder.Plots.Select(plot => plot.File)));
        Assert.That(shown.Select(file => Path.Combine(folder.Path, file)), Has.All.Exist);
        Assert.That(
            log.IndexOf("### 5.5", StringComparison.Ordinal),
            Is.LessThan(log.IndexOf(shown[0], StringComparison.Ordinal))
        );
    }

    [Test]
    public void Allure_shows_each_plot_on_the_first_page_of_its_step()
    {
        using var folder = PlotFolder.Whole();

        var page = AllureFiles
            .Of(folder.Tree, folder.Path)
            .Single()
            .GetProperty("descriptionHtml")
            .GetString()!;

        Assert.That(folder.Plots, Is.Not.Empty);
        foreach (var plot in folder.Plots)
            Assert.That(
                page,
                Does.Contain(
                    $"data:image/svg+xml;base64,{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(plot.Svg))}\""
                )
            );
    }

    [Test]
    public void A_plot_that_the_record_no_longer_gives_is_gone()
    {
        using var folder = PlotFolder.Whole();
        var left = Path.Combine(folder.Path, "plots", "left-over.svg");
        Directory.CreateDirectory(Path.GetDirectoryName(left)!);
        File.WriteAllText(left, "<svg/>");

        Regenerate(folder);

        Assert.That(left, Does.Not.Exist);
    }

    [Test]
    public void An_older_run_whose_evidence_is_gone_has_its_log()
    {
        using var folder = PlotFolder.Whole();
        Directory.Delete(Path.Combine(folder.Path, "evidence"), recursive: true);

        Regenerate(folder);

        Assert.That(Log(folder), Does.Contain("### 5.5"));
    }

    [Test]
    public void A_step_whose_id_is_a_path_keeps_its_plots_in_the_folder()
    {
        using var folder = new PlotFolder().Staleness("baseline", "1");
        var run = folder.Run.Events.Select(happened =>
            happened switch
            {
                StepStarted e => e with { Step = "../../x" },
                EvidenceKept e => e with { Step = "../../x" },
                _ => happened,
            }
        );

        var plots = RunPlots.Of(RunTree.Of(run), folder.Path);

        Assert.That(plots, Is.Not.Empty);
        Assert.That(
            plots.Select(plot => plot.File),
            Has.All.Match("^plots/[A-Za-z0-9-][A-Za-z0-9.-]*$")
        );
    }

    private static void Regenerate(PlotFolder folder)
    {
        File.WriteAllLines(
            Path.Combine(folder.Path, RunRecord.FileName),
            folder.Run.Events.Select(RecordJson.Line)
        );
        FileReports.Regenerate(folder.Path);
    }

    private static string Log(PlotFolder folder) =>
        File.ReadAllText(Path.Combine(folder.Path, MarkdownLog.FileName));

    [GeneratedRegex(@"!\[[^\n]*\]\((plots/[^)]*)\)")]
    private static partial Regex Pictures();
}
