using Verify.Reports.Nightly;
using Verify.Reports.Tree;
using Verify.Scenarios.Nightly.Gate;
using Verify.Scenarios.Nightly.History;
using Verify.Scenarios.Nightly.Jobs;

namespace Verify.Tests.Nightly;

/// <summary>Each figure is judged by the step that measured it, whatever became of the others.</summary>
[Parallelizable]
public sealed class JobFigureTests
{
    private const string Measured = "depth-of-the-queue";

    private static readonly Dictionary<string, string> Machine = new() { ["cores"] = "2" };

    private static readonly Job Job = new(
        JobKind.Scenario,
        "quiet",
        null,
        [
            new(
                "depth",
                "depth",
                Measured,
                Subject: null,
                "m",
                Better.Lower,
                Least: 0,
                Headline.Value
            ),
        ],
        TimeSpan.Zero
    );

    [TestCase(Verdict.Pass)]
    [TestCase(Verdict.Fail)]
    public void What_another_step_could_not_tell_keeps_no_figure_from_being_compared(Verdict own)
    {
        var (figures, whyNot) = Compare(Tree((own, 20), (Verdict.Inconclusive, null)), Nights());
        Assert.That(whyNot, Is.Null);
        Assert.That(figures.Single().Move, Is.EqualTo(FigureMove.Worse));
        Assert.That(figures.Single().Text, Does.StartWith("worse: 10 -> 20 m"));
    }

    [Test]
    public void A_figure_of_a_step_that_could_not_tell_is_not_compared_and_it_says_which()
    {
        var (figures, _) = Compare(
            Tree((Verdict.Pass, null), (Verdict.Inconclusive, 20)),
            Nights()
        );
        Assert.That(figures.Single().Move, Is.EqualTo(FigureMove.NotJudged));
        Assert.That(
            figures.Single().Text,
            Is.EqualTo("not compared: tonight step 1.2 is inconclusive")
        );
    }

    [Test]
    public void Of_several_steps_the_least_reliable_decides() =>
        Assert.That(
            Compare(Tree((Verdict.Pass, 20), (Verdict.Broken, 1)), Nights()).Figures.Single().Text,
            Is.EqualTo("not compared: tonight step 1.2 is broken")
        );

    [TestCase(4, "pass", FigureMove.Worse)]
    [TestCase(0, "inconclusive", FigureMove.NotJudged)]
    [TestCase(0, null, FigureMove.Worse)]
    [TestCase(4, null, FigureMove.NotJudged)]
    public void An_earlier_night_counts_by_its_step_and_without_one_by_its_job(
        int exit,
        string? step,
        FigureMove move
    ) =>
        Assert.That(
            Compare(Tree((Verdict.Pass, 20)), Nights(exit, step)).Figures.Single().Move,
            Is.EqualTo(move)
        );

    [Test]
    public void The_line_says_what_became_of_the_step()
    {
        var tree = Tree((Verdict.Pass, 10), (Verdict.Inconclusive, null));
        var figure = JobFigures.ToLine(
            JobFigures.Of(Job, tree).Single(),
            Compare(tree, []).Figures.Single()
        );
        var line = Line(4) with { Figures = [figure] };
        Assert.That(NightLine.Parse(line.ToLine()).HasSound);
    }

    private static (IReadOnlyList<FigureChange> Figures, string? WhyNot) Compare(
        RunTree tree,
        IReadOnlyList<NightLine> nights
    ) => JobFigures.Compare(Line(4), JobFigures.Of(Job, tree), nights);

    private static IReadOnlyList<NightLine> Nights(int exit = 4, string? step = "pass") =>
        [
            .. Enumerable
                .Range(0, FigureGate.Fewest)
                .Select(_ =>
                    Line(exit) with
                    {
                        Figures = [new("depth", 10, "m", "lower", Verdict: step, Id: "depth")],
                    }
                ),
        ];

    private static NightLine Line(int exit) =>
        new("n", default, Job.Name, "inconclusive", exit, 1, "abc", Machine, []);

    // Steps 1.1, 1.2, ... of one phase, each with the figure or without.
    private static RunTree Tree(params (Verdict Verdict, double? Value)[] steps) =>
        new(
            "r",
            Job.Scenario,
            "t",
            new Dictionary<string, string>(),
            [],
            [
                new(
                    "1",
                    "Do",
                    "",
                    Selected: true,
                    Standing.NotRun,
                    null,
                    null,
                    0,
                    [.. steps.Select((step, i) => Step($"1.{i + 1}", step.Verdict, step.Value))],
                    null
                ),
            ],
            [],
            [],
            Standing.NotRun,
            null,
            Partial: false,
            null,
            null,
            0,
            null,
            [],
            []
        );

    private static StepNode Step(string id, Verdict verdict, double? value) =>
        new(
            "1",
            id,
            "measure",
            null,
            null,
            new(verdict, Begun: true, null),
            null,
            null,
            0,
            null,
            [],
            value is { } depth ? [new("depth of the queue", depth, "m") { Id = Measured }] : [],
            [],
            [],
            []
        );
}
