using System.Diagnostics;

namespace Verify.Tests.Lab;

/// <summary>A machine of the test's own: its processes, mounts, network, /tmp and /run are touched by nobody else.</summary>
/// <remarks>Namespaces again, but outside of the lab that is tested; it ends with the test, however that ends.</remarks>
internal sealed class Machine : IAsyncDisposable
{
    // A checkout may lie in a folder that is covered; /var/hls may be in use on the machine that tests.
    private const string Setup = """
        set -e
        cover() {
            mount -n -t tmpfs -o "mode=$2" tmpfs /mnt
            case "$CHECKOUT" in "$1"/*)
                mkdir -p "/mnt${CHECKOUT#"$1"}"
                mount -n --bind "$CHECKOUT" "/mnt${CHECKOUT#"$1"}" ;;
            esac
            mount -n --move /mnt "$1"
        }
        while umount -n /var/hls 2>/dev/null; do :; done
        cover /tmp 1777
        cover /run 755
        mkdir -m 1777 /tmp/out /tmp/home
        """;

    private readonly Process unshare;

    private Machine(Process unshare, int firstPid) =>
        (this.unshare, FirstPid) = (unshare, firstPid);

    /// <summary>Its first process, as the test sees it.</summary>
    public int FirstPid { get; }

    /// <summary>Where its runs leave their folders; what is there is meant to stay.</summary>
    public const string Out = "/tmp/out";

    /// <summary>A run's own folder there; Out is one in which every user of the machine may make some.</summary>
    public const string Run = $"{Out}/run";

    /// <summary>One of its files, as the test sees it.</summary>
    public string Path(string file) => $"/proc/{FirstPid}/root{file}";

    /// <param name="more">Further lines of shell that arrange it, as root.</param>
    public static async Task<Machine> StartAsync(CancellationToken ct, string more = "")
    {
        Assert.That(Environment.IsPrivilegedProcess, Is.True, "this test needs root");
        var start = new ProcessStartInfo(
            "unshare",
            [
                "--mount",
                "--pid",
                "--fork",
                "--mount-proc",
                "--net",
                "--kill-child",
                "sh",
                "-c",
                // It ends with the pipe to it, and the machine with it.
                $"{Setup}\n{more}\necho ready\nread -r end",
            ]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CHECKOUT"] = Checkout.Root;
        var unshare = Process.Start(start)!;
        if (await unshare.StandardOutput.ReadLineAsync(ct) != "ready")
            Assert.Fail(await unshare.StandardError.ReadToEndAsync(ct));
        return new(unshare, ProcessTree.ChildOf(unshare.Id)!.Value);
    }

    /// <summary>Starts a program in it.</summary>
    public StartedProgram Start(params IEnumerable<string> line) =>
        StartedProgram.In(FirstPid, [.. line]);

    /// <summary>Starts Verify in it.</summary>
    public StartedProgram Verify(params IEnumerable<string> arguments) =>
        // As a terminal would: a test run under nohup passes its deafness to SIGHUP on.
        Start(["env", "--default-signal=HUP", .. VerifyProgram.Line, .. arguments]);

    /// <summary>Starts Verify in it as an ordinary user.</summary>
    public StartedProgram VerifyAsNobody(params IEnumerable<string> arguments) =>
        Start([
            "env",
            "HOME=/tmp/home",
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            .. VerifyProgram.Line,
            .. arguments,
        ]);

    /// <summary>Runs a line of shell in it and gives back what it said.</summary>
    public async Task<string> ShellAsync(string line, CancellationToken ct)
    {
        await using var shell = Start("sh", "-c", line);
        var ended = await shell.EndAsync(ct);
        return (ended.Stdout + ended.Stderr).Trim();
    }

    /// <summary>All that a run could leave behind in it.</summary>
    public async Task<MachineState> LookAsync(CancellationToken ct) =>
        new(
            ProcessTree.Alive(Path("/proc")),
            await File.ReadAllLinesAsync($"/proc/{FirstPid}/mountinfo", ct),
            Listening($"/proc/{FirstPid}/net"),
            // Three levels of /var: deeper down are the packages' own trees.
            (
                await ShellAsync(
                    $"find /tmp /run /etc -xdev -path {Out} -prune -o -print | sort; "
                        + "find /var -xdev -maxdepth 3 -path /var/cache -prune -o -print | sort",
                    ct
                )
            ).Split('\n')
        );

    public async ValueTask DisposeAsync()
    {
        unshare.Kill();
        await unshare.WaitForExitAsync();
        unshare.Dispose();
        Forget();
    }

    // A run outside a lab makes itself known in the checkout, so that rollback finds it; with the machine it is gone.
    private static void Forget()
    {
        if (!Directory.Exists(Checkout.Out))
            return;
        foreach (var known in new DirectoryInfo(Checkout.Out).EnumerateFileSystemInfos())
            if (known.LinkTarget?.StartsWith($"{Out}/", StringComparison.Ordinal) == true)
                known.Delete();
    }

    private static string[] Listening(string net)
    {
        const string listen = "0A";
        const int address = 1;
        const int state = 3;
        return
        [
            .. new[] { "tcp", "tcp6" }
                .SelectMany(family => File.ReadLines($"{net}/{family}").Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(fields => fields[state] == listen)
                .Select(fields => fields[address]),
        ];
    }
}

/// <summary>What there is in a machine at one moment.</summary>
internal sealed record MachineState(
    IReadOnlyList<string> Processes,
    IReadOnlyList<string> Mounts,
    IReadOnlyList<string> Ports,
    IReadOnlyList<string> Files
)
{
    /// <summary>Asserts that nothing came and nothing went.</summary>
    public void MustBe(MachineState before) =>
        Assert.Multiple(() =>
        {
            Assert.That(Processes, Is.EquivalentTo(before.Processes), "processes");
            Assert.That(Mounts, Is.EqualTo(before.Mounts), "mounts");
            Assert.That(Ports, Is.EqualTo(before.Ports), "ports");
            Assert.That(Files, Is.EquivalentTo(before.Files), "files");
        });
}
