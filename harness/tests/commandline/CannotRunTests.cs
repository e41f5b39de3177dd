using Verify.Fixtures.Nginx;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Commandline;

/// <summary>What a run stands on is missing or refused: exit 3, the reason, and what to do.</summary>
[Waits, Parallelizable]
public sealed class CannotRunTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private static readonly string[] Scenario =
    [
        "scenario",
        "nginx-caching",
        "--no-install",
        "--phase",
        "2,3,3B",
    ];

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task An_FFmpeg_without_libx264_is_refused(CancellationToken ct)
    {
        using var folder = new TempFolder();
        // Debian's own listing, without the one line that matters.
        folder.Publish(
            "ffmpeg",
            "#!/bin/sh\necho ' V....D mpeg4                MPEG-4 part 2'\necho ' V....D libx265              libx265 H.265'\n"
        );
        File.SetUnixFileMode(folder.File("ffmpeg"), (UnixFileMode)Convert.ToInt32("755", 8));
        var ended = await VerifyProgram.RunAsync(
            [.. Scenario, "--out", folder.File("out")],
            ct,
            new Dictionary<string, string>
            {
                ["PATH"] = $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}",
            }
        );
        MustRefuse(ended, folder.File("ffmpeg"), "without libx264", "apt-get install ffmpeg");
        Assert.That(folder.File("out"), Does.Not.Exist);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_missing_nginx_gives_the_one_line_to_type(CancellationToken ct)
    {
        var nginx = NginxService.Nginx.MustFind();
        await using var machine = await Machine.StartAsync(
            ct,
            $": >/tmp/none; mount -n --bind /tmp/none {nginx}"
        );
        await using var program = machine.Verify([.. Scenario, "--out", Machine.Out]);
        MustRefuse(
            await program.EndAsync(ct),
            "nginx (for the origin)",
            "--no-install",
            "Type, as root: apt-get install --no-install-recommends nginx"
        );
        Assert.That(Directory.EnumerateFileSystemEntries(machine.Path(Machine.Out)), Is.Empty);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task An_ordinary_user_is_told_what_root_would_type(CancellationToken ct)
    {
        var nginx = NginxService.Nginx.MustFind();
        await using var machine = await Machine.StartAsync(
            ct,
            $": >/tmp/none; mount -n --bind /tmp/none {nginx}"
        );
        await using var program = machine.VerifyAsNobody(
            "scenario",
            "nginx-caching",
            "--out",
            Machine.Out
        );
        MustRefuse(await program.EndAsync(ct), "only root can install", "Type, as root: apt-get");
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Where_no_lab_can_be_entered_it_is_said_why_and_what_to_do(
        CancellationToken ct
    )
    {
        await using var machine = await Machine.StartAsync(ct);
        // Root in name, but without the right to mount, and with no more user namespaces to get it in.
        await using var program = machine.Start([
            "unshare",
            "--user",
            "--map-root-user",
            "sh",
            "-c",
            "echo 0 >/proc/sys/user/max_user_namespaces && exec setpriv --bounding-set=-sys_admin \"$@\"",
            "sh",
            .. VerifyProgram.Line,
            .. Scenario,
            "--out",
            Machine.Out,
        ]);
        MustRefuse(
            await program.EndAsync(ct),
            "The lab cannot be entered",
            "Operation not permitted",
            "user.max_user_namespaces"
        );
        Assert.That(Directory.EnumerateFileSystemEntries(machine.Path(Machine.Out)), Is.Empty);
    }

    // Full at once, and full in the middle of the run.
    [TestCase("4k"), TestCase("16k"), CancelAfter(PatienceMilliseconds)]
    public async Task A_full_disk_is_said_to_be_full(string size, CancellationToken ct)
    {
        await using var machine = await Machine.StartAsync(
            ct,
            $"mkdir /tmp/full; mount -n -t tmpfs -o size={size} tmpfs /tmp/full"
        );
        await using var program = machine.Verify([.. Scenario, "--out", "/tmp/full"]);
        MustRefuse(await program.EndAsync(ct), "No space left on device");
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_folder_that_cannot_be_written_is_not_said_to_be_full(CancellationToken ct)
    {
        await using var machine = await Machine.StartAsync(
            ct,
            "mkdir /tmp/fixed; mount -n -t tmpfs -o ro tmpfs /tmp/fixed"
        );
        await using var program = machine.Verify([.. Scenario, "--out", "/tmp/fixed"]);
        var ended = await program.EndAsync(ct);
        MustRefuse(ended, "mounted read-only", "--out DIR");
        Assert.That(ended.Stderr, Does.Not.Contain("Free some space"));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_port_that_is_taken_is_named_where_there_is_no_lab(CancellationToken ct)
    {
        await using var machine = await Machine.StartAsync(
            ct,
            "mkdir /tmp/n; echo 'events { } http { server { listen 17080; } }' >/tmp/n/nginx.conf; "
                + "nginx -p /tmp/n/ -c /tmp/n/nginx.conf -e stderr -g 'pid /tmp/n/pid; error_log stderr;' >/dev/null 2>&1"
        );
        await using var program = machine.Verify([.. Scenario, "--no-lab", "--out", Machine.Out]);
        MustRefuse(await program.EndAsync(ct), "Port 17080 is taken", "--set server.port=N");
        Assert.That(
            (await machine.LookAsync(ct)).Mounts,
            Has.None.Contains("/var/hls"),
            "nothing is changed"
        );
    }

    private static void MustRefuse(Ended ended, params string[] said)
    {
        Assert.That(ended.ExitCode, Is.EqualTo(3), ended.Stdout + ended.Stderr);
        var all = ended.Stdout + ended.Stderr;
        foreach (var word in said)
            Assert.That(all, Does.Contain(word));
        Assert.That(ended.Stderr, Does.Contain("verify: "));
        Assert.That(all, Does.Not.Match(@"(?m)^\s+at \S+\("), "no stack trace");
    }
}
