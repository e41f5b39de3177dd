using Verify.Fixtures.Tracing;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Commandline;

/// <summary>What is only wanted may be missing: it is said, and the run goes on.</summary>
[Waits, Parallelizable]
public sealed class MissingStraceTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    [TestCase(true, "--no-install was given"), TestCase(false, "only root can install")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task A_run_without_strace_says_what_to_type_and_goes_on(
        bool root,
        string why,
        CancellationToken ct
    )
    {
        await using var machine = await WithoutStraceAsync(ct);
        string[] line = ["scenario", "nginx-caching", "--phase", "0", "--out", Machine.Out];
        await using var program = root
            ? machine.Verify([.. line, "--no-install"])
            : machine.VerifyAsNobody(line);
        var ended = await program.EndAsync(ct);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
        Assert.That(
            ended.Stderr,
            Does.Contain("strace (for counting the system calls of nginx)")
                .And.Contain(why)
                .And.Contain("Type, as root: apt-get install --no-install-recommends strace")
                .And.Contain("Going on without")
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Doctor_says_what_strace_is_wanted_for_and_finds_the_machine_fit(
        CancellationToken ct
    )
    {
        await using var machine = await WithoutStraceAsync(ct);
        await using var program = machine.Verify("doctor");
        var ended = await program.EndAsync(ct);
        Assert.That(
            ended.Stdout,
            Does.Match(
                "(?m)^missing  strace +wanted for counting the system calls of nginx; as root: apt-get install strace$"
            )
        );
        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
    }

    private static Task<Machine> WithoutStraceAsync(CancellationToken ct) =>
        Machine.StartAsync(
            ct,
            $": >/tmp/none; mount -n --bind /tmp/none {TracingService.Strace.MustFind()}"
        );
}
