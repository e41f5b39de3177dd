using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Engine;

/// <summary>What others change on the machine during a run is a note; what the run forgot is not, though others are about.</summary>
public sealed class ForeignChangeTests
{
    // Far beyond what a start takes on a busy machine; a run that hangs shall not hold the tests up.
    private const int PatienceMilliseconds = Hang.Milliseconds;

    private const string MachineRun = $"{Machine.Out}/run";

    private static readonly string[] Lab =
    [
        "unshare",
        "--fork",
        "--pid",
        "--mount",
        "--mount-proc",
        "--net",
        "--kill-child",
        "env",
        "VERIFY_LAB=all-users",
    ];

    // A tmpfs, an overlay and a namespace's file, as an administrator, Docker and "ip netns" have them.
    private const string MountThem = """
        cd /tmp/others && mkdir -p tmpfs lower upper work overlay && touch netns
        mount -n -t tmpfs others tmpfs
        mount -n -t tmpfs others upper && mkdir upper/up upper/work
        mount -n -t overlay -o lowerdir=lower,upperdir=upper/up,workdir=upper/work overlay overlay
        unshare --net mount -n --bind /proc/self/ns/net netns
        """;

    private const string Before =
        "mkdir -p /tmp/others /tmp/outlive; mount -n -t tmpfs others /tmp/outlive; (\n"
        + MountThem
        + "\n)";

    // Removed as well: that takes a mount away from every namespace, from those that keep mounts to themselves too.
    private const string TakeThemAway = """
        set -e
        cd /tmp/others
        umount -n netns overlay upper tmpfs
        rm netns && rmdir tmpfs overlay upper
        mount -n -o remount,size=8k /tmp/outlive
        """;

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_others_mount_on_the_machine_is_a_note(CancellationToken ct)
    {
        await using var machine = await Machine.StartAsync(ct, "mkdir -p /tmp/others");
        var run = await RunAsync<StandsStill>(machine, [], MountThem, ct);
        Assert.That(run.Ended.ExitCode, Is.Zero, () => $"{run.Reason}\n{run.Ended.Stderr}");
        var notes = run.All<ForeignChangeSeen>().ToList();
        Assert.That(
            notes.Select(note => note.Thing),
            Is.EquivalentTo(
                new[]
                {
                    "mount tmpfs on /tmp/others/tmpfs",
                    "mount tmpfs on /tmp/others/upper",
                    "mount overlay on /tmp/others/overlay",
                    "mount nsfs on /tmp/others/netns",
                }
            )
        );
        Assert.That(notes.Select(note => note.Phase), Has.All.EqualTo("2"));
        Assert.That(run.All<PhaseChanged>().SelectMany(phase => phase.Things), Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    [CancelAfter(PatienceMilliseconds)]
    public async Task What_others_take_away_is_a_note(bool inLab, CancellationToken ct)
    {
        await using var machine = await Machine.StartAsync(ct, Before);
        var run = await RunAsync<StandsStill>(machine, inLab ? Lab : [], TakeThemAway, ct);
        Assert.That(run.Ended.ExitCode, Is.Zero, () => $"{run.Reason}\n{run.Ended.Stderr}");
        var notes = run.All<ForeignChangeSeen>().Select(note => note.Thing).ToList();
        foreach (
            var gone in new[]
            {
                "tmpfs on /tmp/others/tmpfs",
                "overlay on /tmp/others/overlay",
                "nsfs on /tmp/others/netns",
            }
        )
            Assert.That(notes, Has.One.EqualTo($"mount {gone} is gone"));
        Assert.That(
            notes,
            Has.One.Match(@"^mount tmpfs on /tmp/outlive was .*, is .*size=8k"),
            string.Join('\n', notes)
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_others_set_is_a_note(CancellationToken ct)
    {
        await using var machine = await Machine.StartAsync(ct);
        var run = await RunAsync<StandsStill>(
            machine,
            [],
            "echo 59 >/proc/sys/net/ipv4/tcp_fin_timeout",
            ct
        );
        Assert.That(run.Ended.ExitCode, Is.Zero, () => $"{run.Reason}\n{run.Ended.Stderr}");
        Assert.That(
            run.All<ForeignChangeSeen>().Single().Thing,
            Is.EqualTo("sysctl net.ipv4.tcp_fin_timeout was 60, is 59")
        );
    }

    [TestCase(true)]
    [TestCase(false)]
    [CancelAfter(PatienceMilliseconds)]
    public async Task What_the_run_forgot_is_left_changed_whatever_others_do(
        bool inLab,
        CancellationToken ct
    )
    {
        await using var machine = await Machine.StartAsync(
            ct,
            $"{Before}\n{ForgetsAllWays.Arrangement}"
        );
        var run = await RunAsync<ForgetsAllWays>(machine, inLab ? Lab : [], TakeThemAway, ct);
        Assert.That(run.Ended.ExitCode, Is.EqualTo(5), run.Ended.Stdout + run.Ended.Stderr);
        Assert.Multiple(() =>
        {
            foreach (
                var left in new[]
                {
                    $"mount tmpfs on {ForgetsAllWays.Theirs} is gone,",
                    "mount tmpfs on /tmp/linked/by-link,",
                    $"mount tmpfs on {ForgetsAllWays.InScript},",
                    $"sysctl {ForgetsAllWays.Setting} was",
                }
            )
                Assert.That(run.Reason, Does.Contain(left));
            Assert.That(run.Reason, Does.Not.Contain("/tmp/others"));
            Assert.That(run.Reason, Does.Not.Contain("/tmp/outlive"));
        });
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task After_a_kill_too_only_what_the_run_forgot_is_held_against_it(
        CancellationToken ct
    )
    {
        await using var machine = await Machine.StartAsync(
            ct,
            $"{Before}\n{ForgetsAllWays.Arrangement}"
        );
        await using var run = machine.Start(SelfProgram.Line<ForgetsAllWays>(Machine.Run));
        await StandingAsync(run, machine, ct);
        await run.SignalAsync("KILL", ct);
        _ = await run.EndAsync(ct);
        var others = await machine.ShellAsync(TakeThemAway, ct);
        Assert.That(others, Is.Empty);

        await using var first = machine.Verify("rollback", Machine.Run);
        var ended = await first.EndAsync(ct);
        Assert.That(ended.ExitCode, Is.EqualTo(5), ended.Stdout + ended.Stderr);
        Assert.That(ended.Stderr, Does.Contain($"mount tmpfs on {ForgetsAllWays.InScript}"));
        Assert.That(ended.Stderr, Does.Not.Contain("/tmp/others"));
        Assert.That(
            ended.Stdout,
            Does.Contain(
                "changed meanwhile, not by the run: mount tmpfs on /tmp/others/tmpfs is gone"
            )
        );

        await machine.ShellAsync(
            $"umount -n {ForgetsAllWays.InScript} /tmp/linked/by-link; mount -n -t tmpfs theirs {ForgetsAllWays.Theirs}; sysctl -w {ForgetsAllWays.Setting}=64",
            ct
        );
        await using var second = machine.Verify("rollback", Machine.Run);
        ended = await second.EndAsync(ct);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
    }

    private static async Task<ForeignRun> RunAsync<T>(
        Machine machine,
        string[] lab,
        string others,
        CancellationToken ct
    )
        where T : SelfScenario
    {
        await using var run = machine.Start([.. lab, .. SelfProgram.Line<T>(Machine.Run)]);
        await StandingAsync(run, machine, ct);
        var said = await machine.ShellAsync(others, ct);
        Assert.That(said, Is.Empty, "what others do here has to work");
        await machine.ShellAsync($"touch {Machine.Run}/{StandsStill.GoOn}", ct);
        return new(await run.EndAsync(ct), Events(machine));
    }

    private static Task StandingAsync(StartedProgram run, Machine machine, CancellationToken ct) =>
        run.UntilAsync(
            () => Events(machine).OfType<StepStarted>().Any(step => step.Step == "2.1"),
            "it stood still",
            ct
        );

    private static IReadOnlyList<RunEvent> Events(Machine machine)
    {
        var record = RunFolder.RecordOf(machine.Path(Machine.Run));
        return File.Exists(record) ? Verify.Reports.Record.RunRecord.Read(record).Events : [];
    }

    private sealed record ForeignRun(Ended Ended, IReadOnlyList<RunEvent> Events)
    {
        public string? Reason => All<RunFinished>().SingleOrDefault()?.Reason;

        public IEnumerable<T> All<T>()
            where T : RunEvent => Events.OfType<T>();
    }
}
