using Verify.Tests.Ground;

namespace Verify.Tests.Lab;

[Waits, Parallelizable]
public sealed class SideBySideTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private const string Phases = "2,3,3B,4";

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Two_runs_started_together_and_one_of_an_ordinary_user_all_pass(
        CancellationToken ct
    )
    {
        await using var machine = await Machine.StartAsync(ct);
        var before = await machine.LookAsync(ct);
        string[] line = ["scenario", "nginx-caching", "--phase", Phases, "--out"];
        await using var one = machine.Verify([.. line, Machine.Out]);
        await using var two = machine.Verify([.. line, Machine.Out]);
        await using var three = machine.VerifyAsNobody([.. line, Machine.Out + "/nobody"]);
        foreach (var run in new[] { one, two, three })
        {
            var ended = await run.EndAsync(ct);
            Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
        }
        Assert.That(
            Directory.GetFiles(machine.Path(Machine.Out), "junit.xml", SearchOption.AllDirectories),
            Has.Length.GreaterThanOrEqualTo(3)
        );
        (await machine.LookAsync(ct)).MustBe(before);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_machine_that_serves_from_the_same_folder_keeps_its_own_mount(
        CancellationToken ct
    )
    {
        await using var machine = await Machine.StartAsync(
            ct,
            "mkdir /tmp/hls; mount -n -t tmpfs tmpfs /tmp/hls; echo theirs >/tmp/hls/theirs"
        );
        var before = await machine.LookAsync(ct);
        await using var run = machine.Verify(
            "scenario",
            "nginx-caching",
            "--phase",
            "2,6",
            "--set",
            "server.hlsDir=/tmp/hls",
            "--out",
            Machine.Out
        );
        var ended = await run.EndAsync(ct);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
        (await machine.LookAsync(ct)).MustBe(before);
    }
}
