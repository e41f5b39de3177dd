using System.Text.Json;
using Verify.Engine.Programs;
using Verify.Reports.History;
using Verify.Reports.Tree;
using Verify.Tests.Ground;

namespace Verify.Tests.Reports.Html;

/// <summary>The runs over time: each is there once, whoever asks and however often.</summary>
[TestFixture]
internal sealed class RunHistoryTests
{
    private TempFolder runs = null!;

    [SetUp]
    public void Make() => runs = new();

    [TearDown]
    public void Remove() => runs.Dispose();

    [Test]
    public async Task A_run_is_in_the_history_once_however_often_its_report_is_built()
    {
        var first = Run("a", SampleRuns.Passing());
        var second = Run("b", SampleRuns.Failing(), daysLater: 1);

        foreach (var _ in Enumerable.Range(0, 3))
        {
            Assert.That(await Before(first), Is.Empty);
            Assert.That(await Before(second), Is.EqualTo((string[])["a"]));
        }
        Assert.That(Lines(), Is.EqualTo((string[])["a", "b"]));
    }

    [Test]
    public async Task A_run_of_which_no_report_was_ever_made_is_in_it_all_the_same()
    {
        Run("a", SampleRuns.Passing());
        Run("b", SampleRuns.Failing(), daysLater: 1);

        Assert.That(
            await Before(Run("c", SampleRuns.Passing(), daysLater: 2)),
            Is.EqualTo((string[])["a", "b"])
        );
    }

    [TestCase("mkfifo"), TestCase("ln", "-s", "/dev/zero")]
    [CancelAfter(Hang.Milliseconds)]
    public async Task A_pipe_or_a_link_in_the_place_of_a_record_beside_it_is_none_and_stops_nobody(
        params string[] make
    )
    {
        Run("a", SampleRuns.Passing());
        var record = RunFolder.RecordOf(runs.File("a"));
        File.Delete(record);
        await Command.MustAsync([.. make, record], TestContext.CurrentContext.CancellationToken);

        Assert.That(await Before(Run("b", SampleRuns.Passing(), daysLater: 1)), Is.Empty);
    }

    [Test]
    public async Task It_outlives_the_folders_of_the_runs()
    {
        await Before(Run("a", SampleRuns.Passing()));
        Directory.Delete(runs.File("a"), recursive: true);

        Assert.That(
            await Before(Run("b", SampleRuns.Passing(), daysLater: 1)),
            Is.EqualTo((string[])["a"])
        );
    }

    [Test]
    public async Task An_old_run_shows_the_past_as_it_was()
    {
        var old = Run("b", SampleRuns.Passing(), daysLater: 1);
        Run("a", SampleRuns.Passing());
        await Before(Run("c", SampleRuns.Passing(), daysLater: 2));

        Assert.That(await Before(old), Is.EqualTo((string[])["a"]));
    }

    [Test]
    public async Task What_was_cut_off_is_shown_and_not_written_down()
    {
        var events = SampleRuns.Passing().Events;
        Run("a", events.Take(events.Count / 2), 0);

        Assert.That(
            await Before(Run("b", SampleRuns.Passing(), daysLater: 1)),
            Is.EqualTo((string[])["a"])
        );
        Assert.That(Lines(), Is.EqualTo((string[])["b"]));
    }

    [Test]
    public async Task Another_scenario_profile_or_drill_has_a_history_of_its_own()
    {
        Run(
            "a",
            SampleRuns.Passing().Events.Select(e => Of(e, s => s with { Scenario = "other" })),
            0
        );
        Run(
            "b",
            SampleRuns.Passing().Events.Select(e => Of(e, s => s with { Suite = "drill" })),
            0
        );
        Run(
            "c",
            SampleRuns
                .Passing()
                .Events.Select(e =>
                    Of(
                        e,
                        s =>
                            s with
                            {
                                Parameters = new Dictionary<string, string> { ["profile"] = "4k" },
                            }
                    )
                ),
            0
        );

        Assert.That(await Before(Run("d", SampleRuns.Passing(), daysLater: 1)), Is.Empty);

        static RunEvent Of(RunEvent happened, Func<RunStarted, RunStarted> change) =>
            happened is RunStarted start ? change(start) : happened;
    }

    [Test]
    public async Task A_damaged_line_costs_that_line_alone_and_comes_back_from_its_record()
    {
        await Before(Run("a", SampleRuns.Passing()));
        var last = Run("b", SampleRuns.Passing(), daysLater: 1);
        await Before(last);
        var file = HistoryFile();
        File.WriteAllText(file, File.ReadAllText(file)[100..] + "{\"uuid\":");

        Assert.That(await Before(last), Is.EqualTo((string[])["a"]));
        Assert.That(Lines(), Is.EqualTo((string[])["a", "b"]));
    }

    [Test]
    public async Task Several_at_once_lose_nothing()
    {
        var all = Enumerable
            .Range(0, 6)
            .Select(i => Run($"r{i}", SampleRuns.Passing(), daysLater: i))
            .ToList();
        Directory.CreateDirectory(runs.File("none"));

        await Task.WhenAll(
            // None of them sees the others' records: what is in the file, they put there themselves.
            all.Select(tree =>
                new RunHistory(runs.File(RunHistory.FolderName), runs.File("none")).BeforeAsync(
                    tree,
                    default
                )
            )
        );

        Assert.That(Lines(), Has.Length.EqualTo(all.Count));
    }

    [Test]
    public async Task A_run_that_is_kept_elsewhere_leaves_nothing_beside_it()
    {
        var tree = Run("a", SampleRuns.Passing());
        var before = await RunHistory.Of(runs.File("a")).BeforeAsync(tree, default);

        Assert.That(before, Is.Empty);
        Assert.That(
            Directory.GetFileSystemEntries(runs.Path).Select(Path.GetFileName),
            Is.EqualTo((string[])["a"])
        );
    }

    [Test]
    public void A_step_is_flaky_whose_verdict_changed_though_nothing_known_did()
    {
        var pass = Point("a", SampleRuns.Passing(), 0);
        var fail = Point("b", SampleRuns.Failing(), 1);
        var flaky = FlakySteps.Of(fail, [pass]);

        Assert.That(
            flaky.Select(id => fail.TestResults[id].Name),
            Is.EqualTo((string[])["5.3 mount flags", "5.5 freshness"])
        );
        Assert.That(FlakySteps.Of(fail, [pass with { MadeOf = "another commit" }]), Is.Empty);
        Assert.That(
            FlakySteps.Of(fail with { MadeOf = null }, [pass with { MadeOf = null }]),
            Is.Empty
        );
        Assert.That(FlakySteps.Of(fail, [fail]), Is.Empty);
    }

    [Test]
    public void A_step_that_was_cut_off_is_not_flaky()
    {
        var pass = Point("a", SampleRuns.Passing(), 0);
        var events = SampleRuns.Passing().Events.TakeWhile(e => e is not MeasurementTaken);
        var cut = HistoryPoint.Of(RunTree.Of(Named("b", events, 1)));

        Assert.That(cut.TestResults.Values.Select(test => test.Status), Has.Some.EqualTo("broken"));
        Assert.That(FlakySteps.Of(cut, [pass]), Is.Empty);
    }

    private static HistoryPoint Point(string id, SampleRun run, int daysLater) =>
        HistoryPoint.Of(RunTree.Of(Named(id, run.Events, daysLater)));

    private RunTree Run(string id, SampleRun run, int daysLater = 0) =>
        Run(id, run.Events, daysLater);

    private RunTree Run(string id, IEnumerable<RunEvent> events, int daysLater) =>
        RecordedSample.Write(runs.File(id), Named(id, events, daysLater));

    private static List<RunEvent> Named(string id, IEnumerable<RunEvent> events, int daysLater) =>
        RecordedSample.Named(id, events, daysLater);

    private async Task<IEnumerable<string>> Before(RunTree tree) =>
        (await RunHistory.In(runs.Path).BeforeAsync(tree, default)).Select(point => point.Name);

    private string HistoryFile() =>
        Directory.GetFiles(runs.File(RunHistory.FolderName), "*.jsonl").Single();

    private string[] Lines() =>
        [
            .. File.ReadLines(HistoryFile())
                .Select(line =>
                    JsonDocument.Parse(line).RootElement.GetProperty("name").GetString()!
                ),
        ];
}
