using Verify.Tests.Ground;

namespace Verify.Tests.Lab;

/// <summary>The lab of a real run, looked at from inside and from outside while its servers are up.</summary>
public sealed class LabTests
{
    private const string Before = "/tmp/before";

    // Far beyond what a start takes on a busy machine; a run that hangs shall not hold the tests up.
    private const int PatienceMilliseconds = Hang.Milliseconds;

    private Machine machine = null!;
    private RunInMachine run = null!;
    private RunInMachine other = null!;

    [OneTimeSetUp]
    public async Task Start_two_runs()
    {
        using var patience = new CancellationTokenSource(PatienceMilliseconds);
        machine = await Machine.StartAsync(patience.Token, $"echo seen >{Before}");
        run = RunInMachine.Start(machine);
        await run.UntilAsync("5.3", patience.Token);
        other = RunInMachine.Start(machine, "--phase", "2,5");
        await other.UntilAsync("2.2", patience.Token);
    }

    [OneTimeTearDown]
    public async Task End_them()
    {
        await other.DisposeAsync();
        await run.DisposeAsync();
        await machine.DisposeAsync();
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_lab_has_no_network_but_a_loopback(CancellationToken ct)
    {
        var interfaces = await InsideAsync("grep : /proc/net/dev | cut -d: -f1 | tr -d ' '", ct);
        Assert.That(interfaces, Is.EqualTo("lo"));
        var outside = await InsideAsync("bash -c ': </dev/tcp/192.0.2.1/80' 2>&1 | head -1", ct);
        Assert.That(outside, Does.Contain("Network is unreachable"));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Its_packets_are_as_large_as_those_between_machines(CancellationToken ct) =>
        Assert.That(await InsideAsync("ip -o link show lo", ct), Does.Contain("mtu 1500 "));

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_listens_in_a_lab_cannot_be_seen_outside(CancellationToken ct)
    {
        Assert.That(await InsideAsync("cat /proc/[0-9]*/comm", ct), Does.Contain("nginx"));
        Assert.That((await machine.LookAsync(ct)).Ports, Is.Empty);
    }

    [TestCase("/tmp"), TestCase("/run"), TestCase("/var"), CancelAfter(PatienceMilliseconds)]
    public async Task What_is_written_in_a_lab_stays_in_it(string folder, CancellationToken ct)
    {
        var file = $"{folder}/inside-{Environment.ProcessId}";
        Assert.That(await InsideAsync($"echo x >{file} && cat {file}", ct), Is.EqualTo("x"));
        Assert.That(File.Exists(machine.Path(file)), Is.False, "outside");
        Assert.That(
            await InsideAsync($"ls {file} 2>&1", ct, of: 1),
            Does.Contain("No such file"),
            "in the other lab"
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_was_there_before_can_be_read_in_a_lab(CancellationToken ct)
    {
        Assert.That(await InsideAsync($"cat {Before}", ct), Is.EqualTo("seen"));
        Assert.That(
            await InsideAsync("ls /var/lib/dpkg/status", ct),
            Is.EqualTo("/var/lib/dpkg/status")
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task The_mount_of_a_run_is_in_its_lab_alone(CancellationToken ct)
    {
        Assert.That(
            await InsideAsync("grep -c ' /var/hls ' /proc/self/mountinfo", ct),
            Is.EqualTo("1")
        );
        Assert.That((await machine.LookAsync(ct)).Mounts, Has.None.Contains("/var/hls"), "outside");
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_lab_sees_its_own_processes_alone(CancellationToken ct)
    {
        var seen = await InsideAsync("cat /proc/[0-9]*/comm", ct);
        Assert.That(seen.Split('\n'), Has.None.EqualTo("unshare").And.Some.EqualTo("nginx"));
        Assert.That(
            await InsideAsync("cat /proc/[0-9]*/cmdline | tr '\\0' ' '", ct),
            Does.Contain(run.Parent).And.Not.Contain(other.Parent)
        );
    }

    private async Task<string> InsideAsync(string line, CancellationToken ct, int of = 0)
    {
        var proc = machine.Path("/proc");
        var labs = ProcessTree
            .Alive(proc)
            .Select(shown => shown.Split(' ')[0])
            .Where(pid => ProcessTree.ArgumentsOf(proc, pid) is [_, _, "inside", ..])
            // The lab's first process; one that it is just starting looks like it until it is another program.
            .Where(pid =>
                ProcessTree.ArgumentsOf(proc, ProcessTree.ParentOf(proc, pid)) is ["unshare", ..]
            )
            .OrderBy(int.Parse)
            .ToArray();
        Assert.That(labs, Has.Length.EqualTo(2), "labs that stand");
        return await machine.ShellAsync(
            $"nsenter -t {labs[of]} -m -p -n -- sh -c \"$(cat <<'END'\n{line}\nEND\n)\"",
            ct
        );
    }
}
