using Verify.Reports.Plots;
using Verify.Reports.Tree;

namespace Verify.Tests.Reports.Plots;

/// <summary>A step says what is to be seen of its evidence: no file's name does.</summary>
[TestFixture]
internal sealed class DeclaredPlotTests
{
    private readonly string folder = Directory
        .CreateTempSubdirectory("verify-declared-plots-")
        .FullName;

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Evidence_of_any_name_is_drawn_as_what_it_is_declared_to_be()
    {
        var plots = Of(
            [("any.csv", "wall,staleness_s,error\n2026-11-21T06:07:00Z,0.5,\n")],
            new PlotDeclared(
                "5",
                "5.5",
                PlotKind.Staleness,
                "at night",
                [new(PlotKind.Stream, "any.csv", "edge")]
            )
        );
        Assert.That(
            plots.Select(plot => plot.Name),
            Is.EqualTo(["staleness over time at night", "distribution of staleness at night"])
        );
        Assert.That(plots[0].Text, Does.Contain("edge"));
    }

    [Test]
    public void What_is_not_declared_is_not_drawn_beside_what_is()
    {
        var plots = Of(
            [
                ("blocks.csv", "block,server\n1,baseline\n"),
                ("of.csv", "edge,callers,queries\na,1,1\n"),
            ],
            new PlotDeclared(
                "5",
                "5.5",
                PlotKind.Series,
                "queries",
                [new(PlotKind.Table, "of.csv")]
            )
        );
        Assert.That(plots.Select(plot => plot.Name), Is.EqualTo(["queries"]));
        Assert.That(plots[0].Svg, Does.Contain("callers").And.Contain("queries"));
    }

    [TestCase("a,b\n1,2\n", "three columns")]
    [TestCase("", "empty")]
    [TestCase("s,x,y\na,b,c\n", "say nothing")]
    public void What_cannot_be_drawn_is_said(string text, string says)
    {
        var plots = Of(
            [("x.csv", text)],
            new PlotDeclared("5", "5.5", PlotKind.Series, "x", [new(PlotKind.Table, "x.csv")])
        );
        Assert.That(plots.Single().Svg, Does.Contain(says));
    }

    [Test]
    public void A_kind_that_nobody_knows_draws_nothing() =>
        Assert.That(Of([], new PlotDeclared("5", "5.5", "pie", null, [])), Is.Empty);

    private IReadOnlyList<Plot> Of((string Name, string Text)[] kept, PlotDeclared declared)
    {
        var run = new SampleRun()
            .Start([SampleRun.Phase("5", "Runtime", SampleRun.Step("5.5", "freshness"))])
            .StartPhase("5", "Runtime")
            .StartStep("5.5", "freshness");
        foreach (var (name, text) in kept)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
            run.Keep(name, name, "text/csv");
        }
        // So that a record of declared plots has evidence at least.
        run.Keep("note.txt", "note.txt", "text/plain");
        return RunPlots.Of(RunTree.Of(run.Add(declared).EndStep().EndPhase().End().Events), folder);
    }
}
