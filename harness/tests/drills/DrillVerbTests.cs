using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Verify.Engine.Drill;
using Verify.Reports.ConsoleOutput;
using Verify.Reports.Log;
using Verify.Reports.Record;
using Verify.Tests.Ground;
using Verify.Tests.Lab;
using Verify.Tests.Reports;

namespace Verify.Tests.Drills;

/// <summary>The verb from its words to its reports: a small drill in which some cells recover and some do not.</summary>
public sealed partial class DrillVerbTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    // In its last phase five cells find nothing changed, and eight find an undo that forgets a file.
    private static readonly string Scenario = PlantedScenario.NameOf(Plant.ForgetsAFile);
    private const string Phase = "Phase 2: Rollback";
    private const int Recovered = 5;
    private const int Missed = 8;

    private TempFolder folder = null!;
    private Ended ended = null!;
    private string run = "";

    [OneTimeSetUp]
    public async Task Drill()
    {
        using var patience = new CancellationTokenSource(PatienceMilliseconds);
        folder = new();
        ended = await RunAsync(
            [Scenario, "--phase", "2", "--json", "--out", folder.Path],
            patience.Token
        );
        run = Path.Combine(folder.Path, "latest");
    }

    [OneTimeTearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void Json_is_one_document_with_the_table_as_data()
    {
        Assert.That(ended.ExitCode, Is.EqualTo(Verdict.Fail.ExitCode()), ended.Stderr);
        using var document = JsonDocument.Parse(ended.Stdout);
        var cells = document.RootElement.GetProperty("drill").EnumerateArray().ToList();
        Assert.That(
            cells.CountBy(cell => Text(cell, "verdict")).ToDictionary(),
            Is.EqualTo(new Dictionary<string, int> { ["pass"] = Recovered, ["fail"] = Missed })
        );
        Assert.That(cells.Select(cell => Text(cell, "phase")), Is.All.EqualTo("2"));
        Assert.That(
            cells
                .Where(cell => Text(cell, "verdict") == "fail")
                .Select(cell => (Text(cell, "way"), Text(cell, "cutPoint"))),
            Is.EquivalentTo(
                from way in new[] { "kill -9", "the step throws", "Ctrl-C", "SIGTERM" }
                from cut in new[] { "undo begun", "undo done, not noted" }
                select (way, cut)
            )
        );
        Assert.That(
            cells.Select(cell => cell.GetProperty("seconds").GetDouble()),
            Is.All.GreaterThan(0)
        );
    }

    [Test]
    public void Progress_is_told_beside_it_with_how_much_is_left()
    {
        Assert.That(ended.Stderr, Does.Contain("rehearsing").And.Contain("files that are not as"));
        Assert.That(ended.Stderr, Does.Not.Contain("\u001b"));
    }

    [Test]
    public void The_log_has_the_table_of_phase_cut_point_and_way()
    {
        var log = File.ReadAllText(Path.Combine(run, MarkdownLog.FileName));
        Assert.That(log, Does.Contain("| Phase | Cut point | claim fails | throws | Ctrl-C |"));
        Assert.That(log, Does.Match(@"\| 2 \| mid-step \|( ✅ \d+\.\d s \|){5}"));
        foreach (var cut in new[] { "undo begun", "undo acted" })
            Assert.That(log, Does.Match(@$"\| 2 \| {cut} \|\s+\|( ❌ FAIL 2\.\d+ \|){{4}}"));
        Assert.That(log, Does.Contain("second.conf"), "what was not as before is named");
    }

    [Test]
    public void Allure_lists_the_cells_in_a_suite_of_their_own()
    {
        var tests = Directory
            .EnumerateFiles(Path.Combine(run, "allure-results"), "*-result.json")
            .Select(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement)
            // A phase that was not asked for is listed too, as skipped.
            .Where(test => test.Status() != "skipped")
            .ToList();
        Assert.That(
            tests.CountBy(test => test.Status()).ToDictionary(),
            Is.EqualTo(new Dictionary<string, int> { ["passed"] = Recovered, ["failed"] = Missed })
        );
        foreach (var test in tests)
        {
            var labels = test.GetProperty("labels")
                .EnumerateArray()
                .Select(label => (Text(label, "name"), Text(label, "value")))
                .ToList();
            Assert.That(
                labels,
                Is.SupersetOf(
                    new[]
                    {
                        ("parentSuite", "Verify"),
                        ("suite", DrillRecord.Suite),
                        ("subSuite", Phase),
                    }
                )
            );
            // A test that is in two suites is shown in neither.
            Assert.That(labels.Select(label => label.Item1), Is.Unique);
        }
        Assert.That(tests.Select(test => Text(test, "historyId")), Is.Unique);
    }

    [Test]
    public void JUnit_has_a_case_for_each_cell()
    {
        var suite = XDocument
            .Load(Path.Combine(run, "junit.xml"))
            .Descendants("testsuite")
            .Single(suite => (string?)suite.Attribute("name") == Phase);
        Assert.That(
            suite.Elements("testcase").Select(one => (string?)one.Attribute("classname")),
            Is.All.EqualTo($"drill.{Scenario}.2").And.Exactly(Recovered + Missed).Items
        );
        Assert.That((int?)suite.Attribute("failures"), Is.EqualTo(Missed));
    }

    [Test]
    public void On_a_console_the_table_is_aligned_and_fits_into_eighty_columns()
    {
        const int terminal = 80;
        using var said = new StringWriter();
        var console = new PlainConsole(said, run);
        foreach (var happened in RunRecord.Read(RunFolder.RecordOf(run)).Events)
            console.Hear(happened);
        var lines = said.ToString()
            .Split('\n')
            .SkipWhile(line => !line.Contains("time to recover (", StringComparison.Ordinal))
            .TakeWhile(line => line.Length > 0)
            .ToList();
        Assert.That(lines.Select(line => line.Length), Is.All.LessThanOrEqualTo(terminal));
        var heads = Word().Matches(lines[1]);
        Assert.That(heads, Has.Count.EqualTo(7));
        Assert.That(lines[2..], Has.Count.EqualTo(3), "mid-step, and two cut points of undos");
        foreach (var row in lines[2..])
            Assert.That(
                Word().Matches(row).Select(word => word.Index),
                Is.SubsetOf(heads.Select(head => head.Index)),
                row
            );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_plan_lists_the_cells_and_makes_nothing(CancellationToken ct)
    {
        using var empty = new TempFolder();
        var plan = await RunAsync([Scenario, "--phase", "2", "--plan", "--out", empty.Path], ct);
        Assert.That(plan.ExitCode, Is.Zero, plan.Stderr);
        var lines = plan.Stdout.TrimEnd().Split('\n');
        Assert.That(lines[0], Does.Match("^cell +subject +way +cut point +where$"));
        Assert.That(lines[^1], Does.StartWith($"{Recovered + Missed} cells, "));
        Assert.That(lines[1..^1], Has.Length.EqualTo(Recovered + Missed).And.All.StartWith("2."));
        Assert.That(Directory.EnumerateFileSystemEntries(empty.Path), Is.Empty);
    }

    private static async Task<Ended> RunAsync(string[] arguments, CancellationToken ct)
    {
        await using var program = StartedProgram.Here([
            .. PlantedProgram.Line,
            "drill",
            .. arguments,
        ]);
        return await program.EndAsync(ct);
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    // What two spaces set apart.
    [GeneratedRegex(@"\S+(?: \S+)*")]
    private static partial Regex Word();
}
