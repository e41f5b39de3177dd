using Verify.Scenarios.Cli;
using Verify.Scenarios.Nightly.History;
using Verify.Scenarios.Nightly.Jobs;
using Verify.Tests.Ground;

namespace Verify.Tests.Nightly;

[Parallelizable]
public sealed class NightHistoryTests
{
    private TempFolder folder = null!;
    private string path = "";

    [SetUp]
    public void Make_a_folder() => path = (folder = new()).File("history/nights.jsonl");

    [TearDown]
    public void Remove_the_folder() => folder.Dispose();

    [Test]
    public void What_was_appended_is_there_the_next_night()
    {
        using (var first = NightHistory.Open(path))
        {
            Assert.That(first.Read.Lines, Is.Empty);
            first.Append(Line("1"));
            first.Append(Line("2"));
        }
        using var second = NightHistory.Open(path);
        second.Append(Line("3"));
        var read = NightHistory.Look(path);
        Assert.That(read.Lines.Select(line => line.Night), Is.EqualTo(["1", "2", "3"]));
        Assert.That(read.Lines[0].ToLine(), Is.EqualTo(Line("1").ToLine()));
        Assert.That(read.Problems, Is.Empty);
    }

    [Test]
    public void A_damaged_line_is_named_and_kept_and_costs_no_other()
    {
        var renamed = Line("2").ToLine().Replace("\"job\"", "\"jib\"", StringComparison.Ordinal);
        Write(
            Line("1").ToLine()
                + "\n{\"night\":\"half\n"
                + renamed
                + "\n\n"
                + Line("3").ToLine()
                + "\n"
        );
        var before = File.ReadAllText(path);
        using (var history = NightHistory.Open(path))
        {
            Assert.That(history.Read.Lines.Select(line => line.Night), Is.EqualTo(["1", "3"]));
            Assert.That(history.Read.Problems, Has.Count.EqualTo(2));
            Assert.That(history.Read.Problems[0], Does.StartWith("line 2 of the history"));
            Assert.That(history.Read.Problems[1], Does.StartWith("line 3 of the history"));
            history.Append(Line("4"));
        }
        Assert.That(File.ReadAllText(path), Is.EqualTo(before + Line("4").ToLine() + "\n"));
    }

    [TestCase("\"seconds\":12.5", "\"seconds\":1e300", "took 1E+300 s")]
    [TestCase("\"seconds\":12.5", "\"seconds\":1e999", "s, and 0 to 259200 s are possible")]
    [TestCase("\"seconds\":12.5", "\"seconds\":-5", "took -5 s")]
    [TestCase("\"value\":9.75", "\"value\":1e300", "figure 'depth' is no number")]
    [TestCase("\"high\":10", "\"high\":-1e999", "figure 'depth' is no number")]
    public void An_absurd_line_is_named_and_left_like_a_damaged_one(
        string said,
        string absurd,
        string problem
    )
    {
        var line = Line("2").ToLine();
        Assert.That(line, Does.Contain(said));
        Write(line.Replace(said, absurd, StringComparison.Ordinal) + "\n" + Line("3").ToLine());
        var read = NightHistory.Look(path);
        Assert.That(read.Lines.Select(one => one.Night), Is.EqualTo(["3"]));
        Assert.That(
            read.Problems.Single(),
            Does.StartWith("line 1 of the history cannot be read and was left").And.Contain(problem)
        );
    }

    [Test]
    public void A_line_that_was_cut_off_does_not_take_the_next_with_it()
    {
        Write(Line("1").ToLine() + "\n" + Line("2").ToLine()[..40]);
        using (var history = NightHistory.Open(path))
            history.Append(Line("3"));
        var read = NightHistory.Look(path);
        Assert.That(read.Lines.Select(line => line.Night), Is.EqualTo(["1", "3"]));
        Assert.That(read.Problems, Has.Count.EqualTo(1));
    }

    [Test]
    public void Two_nights_at_once_are_refused_and_whoever_looks_is_not()
    {
        using var first = NightHistory.Open(path);
        Assert.That(
            () => NightHistory.Open(path),
            Throws.TypeOf<CannotRun>().With.Message.Contains("Another night is going on")
        );
        Assert.That(NightHistory.Look(path).Problems, Is.Empty);
    }

    [Test]
    public void Looking_makes_nothing()
    {
        Assert.That(NightHistory.Look(path).Lines, Is.Empty);
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public void A_history_that_cannot_be_one_is_said_before_the_night()
    {
        Write("");
        Assert.That(
            () => NightHistory.Open(Path.Combine(path, "below.jsonl")),
            Throws.TypeOf<CannotRun>().With.Message.Contains("--history FILE")
        );
    }

    [Test]
    public void Expected_times_are_the_median_of_the_last_nights_that_were_whole()
    {
        var job = new Job(JobKind.Scenario, "quiet", null, [], TimeSpan.FromSeconds(7));
        NightLine[] nights =
        [
            .. new[] { 900, 10, 20, 30, 500, 20 }.Select(seconds =>
                Line("n") with
                {
                    Seconds = seconds,
                }
            ),
            Line("n") with
            {
                Seconds = 1,
                ExitCode = 130,
            },
            Line("n") with
            {
                Seconds = 2,
                ExitCode = 4,
            },
            Line("n") with
            {
                Seconds = 3,
                Job = "another",
            },
        ];
        Assert.That(UsualTimes.Of(job, nights).Takes.TotalSeconds, Is.EqualTo(20));
        Assert.That(UsualTimes.Of(job, []).Reason, Is.EqualTo("an estimate"));
        Assert.That(UsualTimes.Of(job, []).Takes.TotalSeconds, Is.EqualTo(7));
    }

    // A line as it was written before figures had ids.
    [Test]
    public void A_figure_of_an_earlier_version_is_known_by_the_name_that_it_had()
    {
        const string Line = """
            {"night":"20260301-020000","at":"2026-03-01T02:00:00+00:00","job":"nginx-caching/default","verdict":"pass","exitCode":0,"seconds":131.5,"commit":"abc","machine":{"cores":"2"},"figures":[{"name":"staleness, longest","value":0.97,"unit":"s","better":"lower","low":0.97,"high":1.04,"wasSaid":false,"verdict":"pass"},{"name":"nobody's","value":1,"unit":"s","better":"lower"}]}
            """;

        var read = NightLine.Parse(Line);

        Assert.That(
            read.Figures.Select(figure => figure.Id),
            Is.EqualTo(new[] { "staleness-longest", "nobody's" })
        );
        Assert.That(NightLine.Parse(read.ToLine()).Figures, Is.EqualTo(read.Figures));
    }

    [TestCase("staleness, longest")]
    [TestCase("staleness, with 95 % at most")]
    [TestCase("staleness, p95")]
    [TestCase("replaced manifest served for")]
    [TestCase("segment latency under load, p99 corrected")]
    [TestCase("CPU per request, candidate by baseline")]
    [TestCase("requests under load")]
    [TestCase("stalls under load")]
    [TestCase("longest time to recover")]
    public void Every_figure_of_earlier_nights_goes_on(string name) =>
        Assert.That(
            ScenarioCatalogue
                .All.SelectMany(one => one.Headlines)
                .Concat(DrillHeadlines.All)
                .Select(one => one.Id),
            Does.Contain(EarlierNames.IdOf(name))
        );

    private void Write(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static NightLine Line(string night) =>
        new(
            night,
            new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero),
            "quiet",
            "pass",
            0,
            12.5,
            "abc",
            new Dictionary<string, string> { ["cores"] = "2" },
            [new("depth", 9.75, "m", "lower", 9, 10, Id: "depth")]
        );
}
