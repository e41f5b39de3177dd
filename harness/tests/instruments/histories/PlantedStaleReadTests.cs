using System.Xml.Linq;
using Verify.Instruments.Histories.Linearizability;
using Verify.Instruments.Histories.Registers;
using Verify.Reports.Plots;
using Verify.Reports.Tree;
using Verify.Tests.Reports;

namespace Verify.Tests.Instruments.Histories;

/// <summary>One stale read among ten thousand operations is found, told and drawn.</summary>
public sealed class PlantedStaleReadTests
{
    private readonly string folder = Directory
        .CreateTempSubdirectory("verify-counter-example-")
        .FullName;

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public void It_is_found_told_and_drawn()
    {
        var (history, id) = StaleRead.Plant(new SimulatedClients(10_000, 20, 7).Run(), 0.6);

        // No claim about time: the limits are such that it always gets there.
        var judged = LinearizabilityCheck.Of(
            history,
            new Register(),
            new(TimeSpan.FromHours(1), 50_000_000)
        );

        Assert.That(judged.Verdict, Is.EqualTo(LinearizabilityVerdict.NotLinearizable));
        var example = judged.CounterExample!.Value.Example;
        Assert.That(example.Unplaceable.Id, Is.EqualTo(id));
        Assert.That(example.LastFit?.After?.Act, Is.InstanceOf<Write>());
        var lines = CounterExampleText.Lines(example);
        Assert.That(lines[0], Does.Contain($"(operation {id})"));
        Assert.That(lines[2], Does.Contain("for the last time after write"));
        Assert.That(lines, Has.Count.LessThan(40), "the window around the fault");

        var svg = Draw(CounterExampleText.Csv(example));
        Assert.That(svg, Does.Contain($"#{id}").And.Contain("No order explains"));
        Assert.That(svg, Does.Not.Contain("href"), "nothing is loaded");
        Assert.That((double)XDocument.Parse(svg).Root!.Attribute("width")!, Is.LessThan(1000));
    }

    [Test]
    public void What_clients_and_values_are_called_breaks_nothing()
    {
        const string name = "<script>&\",\n]]>";
        var judged = LinearizabilityCheck.Of(
            Verify.Instruments.Histories.History.Of([
                new(1, name, "x", TimeSpan.Zero, TimeSpan.FromSeconds(1), new Read(name)),
            ]),
            new Register()
        );

        var svg = Draw(CounterExampleText.Csv(judged.CounterExample!.Value.Example));

        Assert.That(
            XDocument.Parse(svg).Descendants().Select(one => one.Name.LocalName),
            Does.Not.Contain("script")
        );
        Assert.That(svg, Does.Contain("&lt;script&gt;"));
    }

    private string Draw(string csv)
    {
        Directory.CreateDirectory(Path.Combine(folder, "evidence"));
        File.WriteAllText(Path.Combine(folder, "evidence", "table.csv"), csv);
        var run = new SampleRun()
            .Start([SampleRun.Phase("5", "Histories", SampleRun.Step("5.1", "ad state"))])
            .StartPhase("5", "Histories")
            .StartStep("5.1", "ad state")
            .Keep("table.csv", "evidence/table.csv", "text/csv");
        run.Add(
            new PlotDeclared(
                "5",
                "5.1",
                PlotKind.CounterExample,
                "of x",
                [new(PlotKind.Table, "table.csv")]
            )
        );
        return RunPlots.Of(RunTree.Of(run.EndStep().EndPhase().End().Events), folder).Single().Svg;
    }
}
