using Verify.Fixtures.Nix;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Nix;

/// <summary>Without nix the steps that need it are skipped, with the reason, and the C# part still runs; nothing passes for it.</summary>
public sealed class MissingNixTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    private static readonly string[] InCSharp = ["0.1", "3.1", "3.2", "3.3"];

    [TestCase(true, "--no-install was given"), TestCase(false, "only root can install")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task What_needs_nix_is_skipped_and_the_rest_runs(
        bool root,
        string why,
        CancellationToken ct
    )
    {
        var nix = NixService.Nix.Find();
        await using var machine = await Machine.StartAsync(
            ct,
            nix is null ? "" : $": >/tmp/none; mount -n --bind /tmp/none {nix}"
        );
        string[] line = ["scenario", "profile-refactor", "--out", Machine.Out];
        await using var program = root
            ? machine.Verify([.. line, "--no-install"])
            : machine.VerifyAsNobody(line);
        var ended = await program.EndAsync(ct);
        Assert.That(
            ended.ExitCode,
            Is.EqualTo(Verdict.Skipped.ExitCode()),
            ended.Stdout + ended.Stderr
        );
        Assert.That(
            ended.Stderr,
            Does.Contain(why).And.Contain("apt-get install --no-install-recommends nix-bin")
        );
        var steps = Verify
            .Reports.Record.RunRecord.Read(
                RunFolder.RecordOf(machine.Path($"{Machine.Out}/latest"))
            )
            .Events.OfType<StepFinished>()
            .ToLookup(step => step.Verdict, step => step.Step);
        Assert.That(steps[Verdict.Pass], Is.EqualTo(InCSharp));
        Assert.That(steps[Verdict.Skipped].ToArray(), Has.Length.GreaterThan(InCSharp.Length));
        Assert.That(
            steps.Select(verdict => verdict.Key),
            Is.EquivalentTo(new[] { Verdict.Pass, Verdict.Skipped })
        );
    }
}
