using Verify.Fixtures.Browser;
using Verify.Fixtures.Packages;
using Verify.Fixtures.Player;
using Verify.Reports.Record;
using Verify.Reports.Tree;
using Verify.Tests.Engine;
using Verify.Tests.Fixtures;
using Verify.Tests.Ground;

namespace Verify.Tests.Scenarios.Player;

/// <summary>Three players and the same faults; and what is said where there is no browser.</summary>
[Waits, Parallelizable]
public sealed class FaultsTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private static readonly byte[] Png = [0x89, .. "PNG"u8];

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Swarm_and_browser_notice_each_fault_and_nobody_complains_of_a_healthy_stream(
        CancellationToken ct
    )
    {
        await NpmPackages.EnsureAsync(HlsScript.Folder, install: true, TextWriter.Null, ct);
        using var folder = new TempFolder();
        using var another = new TempFolder();
        var at = folder.Path;
        var run = SelfRun.Of(typeof(FaultsScenario), at);
        // On a machine that stood still for a moment a viewer of the healthy stream stalls too, and the step says that it
        // cannot tell: it is asked once more.
        if (run.Step("1.1") == Verdict.Inconclusive)
        {
            at = another.Path;
            run = SelfRun.Of(typeof(FaultsScenario), at);
        }
        Assert.That(run.Step("1.1"), Is.EqualTo(Verdict.Pass), Reason(run));
        var table = run.All<StepFinished>().Single().Result!.Split('\n');
        Assert.That(
            table.Where(line => line.StartsWith("healthy")),
            Has.Exactly(3).Items.And.All.Contain(" no ").And.All.EndsWith("nothing")
        );
        Assert.That(table.Where(line => line.Contains(" swarm ")), Has.Exactly(4).Items);
        Assert.That(
            table.Single(line => line.StartsWith("frozen") && line.Contains("hls.js")),
            Does.Contain("bufferStalledError")
        );
        var pictures = run.All<EvidenceKept>()
            .Where(kept => kept.MediaType == "image/png")
            .ToArray();
        Assert.That(pictures, Has.Length.EqualTo(4));
        Assert.That(
            (await File.ReadAllBytesAsync(Path.Combine(at, pictures[0].File), ct))[..4],
            Is.EqualTo(Png)
        );
    }

    [TestCase(Chromium.Program), TestCase("node")]
    public void Without_a_browser_or_without_its_player_the_step_is_skipped_and_the_run_is_not_complete(
        string missing
    )
    {
        using var bin = new TempFolder();
        using var folder = new TempFolder();
        // All that there is, but for one program.
        foreach (var program in Directory.GetFiles("/usr/bin"))
            if (Path.GetFileName(program) != missing)
                File.CreateSymbolicLink(bin.File(Path.GetFileName(program)), program);
        using var path = new SearchPath($"{bin.Path}:/usr/sbin:/sbin");
        var run = SelfRun.Of(typeof(FaultsScenario), folder.Path);
        var step = run.All<StepFinished>().Single();
        Assert.That(step.Verdict, Is.EqualTo(Verdict.Skipped), Reason(run));
        Assert.That(
            step.Reason,
            missing == Chromium.Program
                ? Does.Contain("chromium is not installed. As root: apt-get install chromium")
                : Does.Contain("hls.js is not installed. Type: npm --prefix")
        );
        Assert.That(run.Finished.ExitCode, Is.EqualTo(4), "skipped is no pass");
        var tree = RunTree.Of(RunRecord.Read(RunFolder.RecordOf(folder.Path)));
        Assert.That($"{RunStatus.Of(tree)}", Does.StartWith("Inconclusive: nothing was claimed"));
    }

    private static string Reason(SelfRun run) =>
        string.Join('\n', run.All<StepFinished>().Select(step => $"{step.Reason}\n{step.Result}"));
}
