using System.Diagnostics;
using System.Globalization;
using Verify.Scenarios.Nightly.History;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Nightly;

/// <summary>A night that is stopped from outside.</summary>
[Waits, Parallelizable]
public sealed class NightlyEndTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Ctrl_C_is_passed_on_what_runs_is_rolled_back_and_the_table_still_comes(
        CancellationToken ct
    )
    {
        using var own = new TempFolder();
        await using var program = NightProgram.Started([
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
        await using var program = NightProgram.Started(["--only", "waiting", .. words]);
        await program.UntilAsync(() => Runs(own, "waiting").Any(Begun), "it waited", ct);
        await program.SignalAsync("KILL", ct);
        await program.EndAsync(ct);
        foreach (var left in Left(own))
            await EndAsync(left, ct);
        Assert.That(Left(own), Is.Empty);
        await using var next = NightProgram.Started(["--only", "quiet/default", .. words]);
        Assert.That((await next.EndAsync(ct)).ExitCode, Is.Zero);
    }

    // The folders that runs of a job have made so far.
    private static IEnumerable<string> Runs(TempFolder own, string job) =>
        Directory
            .EnumerateDirectories(own.Path, "*-night-*")
            .Select(night => Path.Combine(night, job))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateDirectories(folder))
            .Where(run => new DirectoryInfo(run).LinkTarget is null);

    private static bool Begun(string run) => File.Exists(NightScenario.BegunIn(run));

    private static IReadOnlyList<string> Left(TempFolder own) =>
        [.. ProcessTree.Alive("/proc").Where(process => Words(process).Contains(own.Path))];

    private static async Task EndAsync(string process, CancellationToken ct)
    {
        try
        {
            using var left = Process.GetProcessById(
                int.Parse(process.Split(' ')[0], CultureInfo.InvariantCulture)
            );
            await left.WaitForExitAsync(ct);
        }
        catch (ArgumentException)
        {
            // It has just ended.
        }
    }

    // "pid name": what it was started with.
    private static string[] Words(string process) =>
        ProcessTree.ArgumentsOf("/proc", process.Split(' ')[0]);
}
