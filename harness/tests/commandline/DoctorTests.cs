using Verify.Fixtures.Nix;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Commandline;

/// <summary>doctor SCENARIO: fit for that scenario, or exit 3 and what is missing.</summary>
public sealed class DoctorTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_only_a_named_scenario_needs_is_missing_for_it_alone(CancellationToken ct)
    {
        await using var machine = await Machine.StartAsync(
            ct,
            $": >/tmp/none; mount -n --bind /tmp/none {NixService.Nix.MustFind()}"
        );
        await using var named = machine.Verify("doctor", "profile-refactor");
        var ended = await named.EndAsync(ct);
        Assert.That(
            ended.Stdout,
            Does.Match("(?m)^missing  nix +needed for .*; as root: apt-get install nix-bin$")
                .And.Not.Contain("ffmpeg")
        );
        Assert.That(ended.ExitCode, Is.EqualTo(3), ended.Stdout + ended.Stderr);

        await using var all = machine.Verify("doctor");
        ended = await all.EndAsync(ct);
        Assert.That(ended.Stdout, Does.Match("(?m)^missing  nix +wanted"));
        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
    }
}
