using System.Text.Json;
using Verify.Scenarios.Nightly.History;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Nightly;

/// <summary>What a night would do, and what it refuses before it does anything.</summary>
[Waits, Parallelizable]
public sealed class NightlyPlanTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    private TempFolder folder = null!;

    [SetUp]
    public void Make_a_folder() => folder = new();

    [TearDown]
    public void Remove_the_folder() => folder.Dispose();

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_budget_in_which_nothing_fits_runs_nothing_and_says_so(CancellationToken ct)
    {
        var nights = folder.File("budget/nights.jsonl");
        var said = await NightProgram.RunAsync(folder, ["--budget", "1s", "--history", nights], ct);
        Assert.That(said.ExitCode, Is.EqualTo(Verdict.Inconclusive.ExitCode()), said.Stderr);
        foreach (var scenario in NightScenario.All)
            Assert.That(said.Stdout, Does.Match($"{scenario.Name}[a-z/]* +not run"));
        Assert.That(said.Stdout, Does.Contain("it takes about 105 s (an estimate)"));
        Assert.That(NightHistory.Look(nights).Lines, Is.Empty);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_plan_says_order_times_and_lanes_and_makes_nothing(CancellationToken ct)
    {
        using var own = new TempFolder();
        var plan = await NightProgram.RunAsync(
            folder,
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
    [TestCase("--history /", "--history /|is a folder|with --history FILE")]
    [TestCase(
        "--history /etc/passwd/x.jsonl",
        "--history|/etc/passwd is a file|with --history FILE"
    )]
    [TestCase("--history /dev/null", "--history /dev/null|no regular file|with --history FILE")]
    [TestCase("--out /etc/passwd", "--out /etc/passwd|is a file")]
    [TestCase("--out /etc/passwd/x", "--out|/etc/passwd is a file|with --out DIR")]
    [TestCase("--budgt 3m", "'--budgt'|Did you mean '--budget'?")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task Bad_input_is_refused_in_one_message(
        string line,
        string named,
        CancellationToken ct
    ) => await RefusedAsync(line, named, exit: 2, ct);

    [TestCase("--history /proc/nope/x", "--history /proc/nope/x|in /proc|with --history FILE")]
    [TestCase("--out /proc/x", "--out /proc/x: nothing|in /proc|with --out DIR")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task What_cannot_be_written_is_said_before_the_night(
        string line,
        string named,
        CancellationToken ct
    ) => await RefusedAsync(line, named, exit: 3, ct);

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_plan_for_machines_says_the_same(CancellationToken ct)
    {
        var plan = await NightProgram.RunAsync(
            folder,
            ["--plan", "--json", "--exclude", "waiting"],
            ct
        );
        Assert.That(plan.ExitCode, Is.Zero, plan.Stderr);
        using var document = JsonDocument.Parse(plan.Stdout);
        var jobs = document.RootElement.GetProperty("jobs");
        Assert.That(jobs.GetArrayLength(), Is.EqualTo(5));
        Assert.That(jobs[0].GetProperty("name").GetString(), Is.EqualTo("quiet/default"));
        Assert.That(jobs[0].GetProperty("takes").GetDouble(), Is.EqualTo(105));
        Assert.That(
            document.RootElement.GetProperty("notRun")[0].GetProperty("name").GetString(),
            Is.EqualTo("waiting")
        );
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty);
    }

    // A plan refuses what the night would, in the same words.
    private static async Task RefusedAsync(
        string line,
        string named,
        int exit,
        CancellationToken ct
    )
    {
        var night = await EndedAsync(line, ct);
        Assert.That(night.ExitCode, Is.EqualTo(exit), night.Stderr);
        Assert.That(night.Stdout, Is.Empty);
        Assert.That(night.Stderr.TrimEnd(), Does.StartWith("verify: ").And.Not.Contain("\n"));
        foreach (var word in named.Split('|'))
            Assert.That(night.Stderr, Does.Contain(word));
        var plan = await EndedAsync($"{line} --plan", ct);
        Assert.That((plan.ExitCode, Told(plan)), Is.EqualTo((exit, Told(night))));
    }

    // Without the line to type instead, which is each one's own.
    private static string Told(Ended ended) => ended.Stderr.Split(" Type: ", 2)[0].TrimEnd();

    private static async Task<Ended> EndedAsync(string line, CancellationToken ct)
    {
        await using var program = NightProgram.Started(line.Split(' '));
        return await program.EndAsync(ct);
    }
}
