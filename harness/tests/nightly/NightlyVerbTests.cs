using System.Text.Json;
using Verify.Engine;
using Verify.Reports;
using Verify.Scenarios;

namespace Verify.Tests;

/// <summary>The verb from its words to its reports: nights of scenarios that take a moment each.</summary>
public sealed class NightlyVerbTests
{
    private const int PatienceMilliseconds = 120_000;
    private const string Secret = "hunter2-of-the-night";

    private TempFolder folder = null!;
    private string history = "";
    private string page = "";

    // One night with all that end by themselves, looked at by several tests.
    private Ended ended = null!;
    private JsonElement night;
    private string nightFolder = "";

    [OneTimeSetUp]
    public async Task Night()
    {
        using var patience = new CancellationTokenSource(PatienceMilliseconds);
        folder = new();
        (history, page) = (folder.File("kept/nights.jsonl"), folder.File("page.md"));
        File.WriteAllText(page, "what was there\n");
        ended = await RunAsync(
            ["--exclude", NightScenario.Waiting, "--json"],
            patience.Token,
            (StepSummary.Variable, page),
            ("VERIFY_TESTS_TOKEN", Secret)
        );
        using var document = JsonDocument.Parse(ended.Stdout);
        night = document.RootElement.Clone();
        nightFolder = night.GetProperty("folder").GetString()!;
    }

    [OneTimeTearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void Each_job_has_its_verdict_and_the_night_the_worst_of_them()
    {
        Assert.That(
            night
                .GetProperty("jobs")
                .EnumerateArray()
                .Select(job => (Text(job, "name"), Text(job, "verdict"))),
            Is.EquivalentTo([
                (NightScenario.Quiet + "/default", "pass"),
                (NightScenario.Quiet + "/" + NightScenario.OtherProfile, "pass"),
                (NightScenario.Failing, "fail"),
                (NightScenario.Unsure, "inconclusive"),
                (NightScenario.Crashing, "broken"),
            ])
        );
        Assert.That(ended.ExitCode, Is.EqualTo(Verdict.Fail.ExitCode()), ended.Stderr);
        Assert.That(Text(night, "status"), Is.EqualTo("Failed"));
    }

    [Test]
    public void What_is_no_pass_says_why()
    {
        Assert.That(Reason(NightScenario.Failing), Does.Contain("it is not called failing"));
        Assert.That(
            Reason(NightScenario.Unsure),
            Does.Contain("it is called unsure").Or.Contain("cannot")
        );
        Assert.That(
            Reason(NightScenario.Crashing),
            Does.Contain("137").And.Contain("in the middle")
        );
    }

    [Test]
    public void What_was_left_out_is_listed()
    {
        var left = night.GetProperty("notRun").EnumerateArray().Single();
        Assert.That(Text(left, "name"), Is.EqualTo(NightScenario.Waiting));
        Assert.That(left.GetProperty("onRequest").GetBoolean(), Is.True);
    }

    [Test]
    public void Each_run_is_in_the_nights_folder_with_its_record_and_reports()
    {
        var jobs = night.GetProperty("jobs").EnumerateArray().ToList();
        foreach (var job in jobs)
            Assert.That(
                RunFolder.RecordOf(Path.Combine(nightFolder, Text(job, "run"))),
                Does.Exist,
                Text(job, "name")
            );
        var quiet = jobs.First(job => Text(job, "verdict") == "pass");
        Assert.That(
            Path.Combine(nightFolder, Text(quiet, "run"), MarkdownLog.FileName),
            Does.Exist
        );
    }

    [Test]
    public void The_history_has_a_line_a_job_and_the_figure()
    {
        var lines = NightHistory
            .Look(history)
            .Lines.Where(line => line.Night == Text(night, "night"))
            .ToList();
        Assert.That(lines, Has.Count.EqualTo(night.GetProperty("jobs").GetArrayLength()));
        var quiet = lines.First(line => line.Job == NightScenario.Quiet + "/default");
        Assert.That(quiet.Figures.Single().Value, Is.EqualTo(NightScenario.UsualValue));
        Assert.That(quiet.Machine, Contains.Key("cpu").And.ContainKey("cores"));
    }

    [Test]
    public void The_summary_is_a_file_and_is_added_to_the_page_of_the_ci()
    {
        var summary = File.ReadAllText(Path.Combine(nightFolder, NightSummary.FileName));
        Assert.That(summary, Does.Contain("| failing | fail |"));
        Assert.That(File.ReadAllText(page), Is.EqualTo("what was there\n" + summary));
    }

    [Test]
    public void The_figures_over_the_nights_are_drawn_and_linked()
    {
        const string plot = "history-quiet-default.svg";
        Assert.That(
            File.ReadAllText(Path.Combine(nightFolder, plot)),
            Does.Contain("<svg").And.Contain(NightScenario.Figure)
        );
        Assert.That(
            File.ReadAllText(Path.Combine(nightFolder, NightSummary.FileName)),
            Does.Contain($"[quiet/default]({plot})")
        );
    }

    [Test]
    public void Nothing_of_the_environment_is_in_any_file_of_it() =>
        Assert.That(
            Directory
                .EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
                .Where(file => File.ReadAllText(file).Contains(Secret, StringComparison.Ordinal)),
            Is.Empty
        );

    [Test]
    public void Progress_is_plain_lines_beside_the_document() =>
        Assert.That(
            ended.Stderr,
            Does.Contain("quiet/default begins on lane")
                .And.Contain("failing: fail after")
                .And.Not.Contain("\u001b")
        );

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_planted_regression_is_said_and_fails_the_night_only_with_gate(
        CancellationToken ct
    )
    {
        var nights = folder.File("regression/nights.jsonl");
        using (var kept = NightHistory.Open(nights))
            foreach (var value in new[] { 10.0, 10.1, 9.9, 10.05, 9.95, 10, 10.02 })
                kept.Append(Quiet(value));
        string[] words = ["--only", "quiet/default", "--history", nights];
        var before = await RunAsync(words, ct);
        Assert.That(before.Stdout, Does.Contain("depth  10 m  as before: 10 m, noise"));
        Assert.That(before.ExitCode, Is.Zero, before.Stderr);

        var said = await RunAsync(words, ct, (NightScenario.ValueVariable, "20"));
        Assert.That(
            said.Stdout,
            Does.Match("depth  20 m  worse: 10 -> 20 m, noise [0-9.]+ m over 8 nights")
        );
        Assert.That(said.Stdout, Does.Contain("PARTIALLY VERIFIED"));
        Assert.That(said.ExitCode, Is.Zero);

        var gated = await RunAsync([.. words, "--gate"], ct, (NightScenario.ValueVariable, "20"));
        Assert.That(gated.ExitCode, Is.EqualTo(Verdict.Fail.ExitCode()));
        Assert.That(gated.Stdout, Does.Contain("--gate: 1 headline figure is worse"));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Figures_of_another_machine_are_not_compared_and_it_says_why(
        CancellationToken ct
    )
    {
        var nights = folder.File("elsewhere/nights.jsonl");
        using (var kept = NightHistory.Open(nights))
            for (var night = 0; night < FigureGate.Most; night++)
                kept.Append(
                    Quiet(1) with
                    {
                        Machine = new Dictionary<string, string> { ["cpu"] = "an abacus" },
                    }
                );
        var said = await RunAsync(["--only", "quiet/default", "--history", nights, "--gate"], ct);
        Assert.That(
            said.Stdout,
            Does.Contain("not compared: the machine is another one: ").And.Contain("an abacus -> ")
        );
        Assert.That(said.ExitCode, Is.Zero, said.Stderr);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_budget_in_which_nothing_fits_runs_nothing_and_says_so(CancellationToken ct)
    {
        var nights = folder.File("budget/nights.jsonl");
        var said = await RunAsync(["--budget", "1s", "--history", nights], ct);
        Assert.That(said.ExitCode, Is.EqualTo(Verdict.Inconclusive.ExitCode()), said.Stderr);
        foreach (var scenario in NightScenario.All)
            Assert.That(said.Stdout, Does.Match($"{scenario.Name}[a-z/]* +not run"));
        Assert.That(said.Stdout, Does.Contain("it takes about 105 s (an estimate)"));
        Assert.That(NightHistory.Look(nights).Lines, Is.Empty);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Ctrl_C_is_passed_on_what_runs_is_rolled_back_and_the_table_still_comes(
        CancellationToken ct
    )
    {
        using var own = new TempFolder();
        await using var program = Started([
            "--only",
            "waiting,failing",
            "--out",
            own.Path,
            "--history",
            own.File("nights.jsonl"),
        ]);
        await program.UntilAsync(() => Runs(own, "waiting").Any(Begun), "it waited", ct);
        await program.SignalAsync("INT", ct);
        var said = await program.EndAsync(ct);
        Assert.That(said.ExitCode, Is.EqualTo(130), said.Stderr);
        Assert.That(said.Stdout, Does.Match("waiting +interrupted"));
        Assert.That(said.Stdout, Does.Contain("INTERRUPTED  night"));
        Assert.That(Runs(own, "waiting").Select(NightScenario.UndoneIn).Single(), Does.Exist);
        Assert.That(
            NightHistory
                .Look(own.File("nights.jsonl"))
                .Lines.Single(line => line.Job == "waiting")
                .Verdict,
            Is.EqualTo("interrupted")
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Killed_it_leaves_no_process_and_the_next_night_goes_on(CancellationToken ct)
    {
        using var own = new TempFolder();
        string[] words = ["--out", own.Path, "--history", own.File("nights.jsonl"), "--no-report"];
        await using var program = Started(["--only", "waiting", .. words]);
        await program.UntilAsync(() => Runs(own, "waiting").Any(Begun), "it waited", ct);
        await program.SignalAsync("KILL", ct);
        await program.EndAsync(ct);
        while (ProcessTree.Alive("/proc").Any(process => Words(process).Contains(own.Path)))
            await Task.Delay(20, ct);
        await using var next = Started(["--only", "quiet/default", .. words]);
        Assert.That((await next.EndAsync(ct)).ExitCode, Is.Zero);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_plan_says_order_times_and_lanes_and_makes_nothing(CancellationToken ct)
    {
        using var own = new TempFolder();
        var plan = await RunAsync(
            [
                "--plan",
                "--exclude",
                "waiting",
                "--out",
                own.Path,
                "--history",
                own.File("nights.jsonl"),
            ],
            ct
        );
        Assert.That(plan.ExitCode, Is.Zero, plan.Stderr);
        var lines = plan.Stdout.TrimEnd().Split('\n');
        Assert.That(lines[0], Does.Match("^begins +job +lane +takes +known +runs$"));
        Assert.That(
            lines[1],
            Does.Contain("quiet/default").And.Contain("scenario quiet --profile default")
        );
        Assert.That(lines[^2], Does.StartWith("not run").And.Contain("waiting"));
        Assert.That(lines[^1], Does.StartWith("5 jobs, about "));
        Assert.That(Directory.EnumerateFileSystemEntries(own.Path), Is.Empty);
    }

    [TestCase("--only nope", "--only nope|Jobs are: quiet/default")]
    [TestCase("--only quite", "--only quite|Did you mean 'quiet'?")]
    [TestCase("--exclude nope", "--exclude nope|Jobs are:")]
    [TestCase("--only failing --exclude failing", "leave no job")]
    [TestCase("--only ,", "--only|names no job")]
    [TestCase("--budget 30", "--budget 30|1h30m")]
    [TestCase("--budget 0s", "--budget 0s|1h30m")]
    [TestCase("--parallel 0", "--parallel 0|from 1 to")]
    [TestCase("--parallel 999", "--parallel 999|from 1 to|two cores")]
    [TestCase("--history /", "--history '/'|is no file")]
    [TestCase("--out /etc/passwd", "--out /etc/passwd|is a file")]
    [TestCase("--budgt 3m", "'--budgt'|Did you mean '--budget'?")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task Bad_input_is_refused_in_one_message(
        string line,
        string named,
        CancellationToken ct
    )
    {
        await using var program = StartedProgram.Here([
            .. NightProgram.Line,
            NightProgram.Night,
            .. line.Split(' '),
        ]);
        var said = await program.EndAsync(ct);
        Assert.That(said.ExitCode, Is.EqualTo(2), said.Stderr);
        Assert.That(said.Stdout, Is.Empty);
        Assert.That(said.Stderr.TrimEnd(), Does.StartWith("verify: ").And.Not.Contain("\n"));
        foreach (var word in named.Split('|'))
            Assert.That(said.Stderr, Does.Contain(word));
    }

    private NightLine Quiet(double value)
    {
        var known = NightHistory.Look(history).Lines.First(line => line.Job == "quiet/default");
        return known with { Figures = [known.Figures[0] with { Value = value }] };
    }

    private string Reason(string job) =>
        Text(
            night.GetProperty("jobs").EnumerateArray().Single(one => Text(one, "name") == job),
            "reason"
        );

    private async Task<Ended> RunAsync(
        string[] arguments,
        CancellationToken ct,
        params (string Name, string Value)[] environment
    )
    {
        await using var program = Started(
            [
                .. arguments,
                .. arguments.Contains("--out") ? Array.Empty<string>() : ["--out", folder.Path],
                .. arguments.Contains("--history") ? Array.Empty<string>() : ["--history", history],
                // They have tests of their own.
                "--no-report",
            ],
            environment
        );
        return await program.EndAsync(ct);
    }

    private static StartedProgram Started(
        string[] arguments,
        params (string Name, string Value)[] environment
    ) =>
        StartedProgram.Here(
            [.. NightProgram.Line, NightProgram.Night, .. arguments],
            environment.ToDictionary(one => one.Name, one => one.Value)
        );

    // The folders that runs of a job have made so far.
    private static IEnumerable<string> Runs(TempFolder own, string job) =>
        Directory
            .EnumerateDirectories(own.Path, "*-night-*")
            .Select(night => Path.Combine(night, job))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateDirectories(folder))
            .Where(run => new DirectoryInfo(run).LinkTarget is null);

    private static bool Begun(string run) => File.Exists(NightScenario.BegunIn(run));

    // "pid name": what it was started with.
    private static string[] Words(string process) =>
        ProcessTree.ArgumentsOf("/proc", process.Split(' ')[0]);

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
