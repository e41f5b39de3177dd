using NUnit.Framework;
using Verify.Engine.Linux;
using Verify.Engine.Programs;
using Verify.Engine.Undo;
using Verify.Fixtures.Tmpfs;
using Verify.Instruments.Workers;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Phases;

/// <summary>The mount under the origin: by its flags, by what it does, and as the server sees it.</summary>
internal sealed class HlsMount(OriginSetup setup)
{
    public const string AtimeCommand = "touch -ad '3 days ago' FILE; cat FILE; stat -c %x FILE";
    public const string ExecuteCommand = "cp /bin/true /var/hls/exec.probe; /var/hls/exec.probe";
    public const string DeviceCommand =
        "mknod /var/hls/device.probe c 1 3; cat /var/hls/device.probe";
    public const string WorkerCommand = "grep /var/hls /proc/$(pgrep -f 'nginx: worker')/mountinfo";

    private TmpfsOptions Tmpfs => setup.Tmpfs;

    public Task Options(Step step)
    {
        Check(step, MountInfo.Of("self").At(Tmpfs.Folder), "");
        TmpfsRoom.Tell(step, setup.Profile);
        return Task.CompletedTask;
    }

    public Task AtimeAsync(Step step) =>
        Against(
            step,
            "reading a file updates its atime",
            MountBehaviour.ReadingMovesAtimeAsync,
            false,
            true
        );

    public Task ExecuteAsync(Step step) =>
        Against(
            step,
            "executing a program",
            MountBehaviour.ExecuteAsync,
            MountBehaviour.Refused,
            "executed"
        );

    public async Task DeviceAsync(Step step)
    {
        if (!UserMap.HasOnlyRoot)
        {
            await Against(
                step,
                "opening a device",
                MountBehaviour.OpenDeviceAsync,
                MountBehaviour.Refused,
                "opened"
            );
            return;
        }
        // In a user namespace the kernel lets nobody make a node, on whatever mount.
        step.Expect(
            "opening a device",
            await MountBehaviour.OpenDeviceAsync(Tmpfs.Folder, step.Ct),
            Does.StartWith("mknod refused"),
            "in a user namespace no device node can be created; only the mount flag shows nodev"
        );
    }

    public Task AsTheWorkerSeesIt(LiveOrigin live, Step step)
    {
        foreach (var server in live.Servers)
        {
            var workers = new NginxWorkers(server.Nginx.MasterId).List();
            step.Expect($"{server.Name}: workers", workers.Count, Is.GreaterThan(0));
            // The workers of a master share its mounts.
            foreach (var worker in workers.Take(1))
                Check(step, MountInfo.Of($"{worker.Pid}").At(Tmpfs.Folder), $"{server.Name}: ");
        }
        return Task.CompletedTask;
    }

    private void Check(Step step, Mounted? mounted, string who)
    {
        if (
            !step.Expect(
                $"{who}a tmpfs is mounted on {Tmpfs.Folder}",
                mounted?.Type,
                Is.EqualTo("tmpfs")
            )
        )
            return;
        step.Saw(
            $"{who}{string.Join(',', mounted!.MountOptions)} - {string.Join(',', mounted.SuperOptions)}"
        );
        step.Expect(
            $"{who}missing mount options (of {string.Join(", ", Expectations.MountFlags)})",
            Expectations.MountFlags.Except(mounted.MountOptions),
            Is.Empty,
            proves: "tmpfs"
        );
        // The kernel counts in KiB, leaves a zero id out, and knows ids by their numbers outside a user namespace.
        string[] super = [$"size={Tmpfs.SizeMegabytes * 1024}k", $"mode={Tmpfs.Mode}"];
        string[] owner = UserMap.HasOnlyRoot ? [] : [$"uid={Tmpfs.Uid}", $"gid={Tmpfs.Gid}"];
        step.Expect(
            $"{who}superblock options",
            mounted.SuperOptions,
            Is.SupersetOf(super.Concat(owner))
        );
    }

    // The same on a tmpfs without the options: a check that says the same of both tells nothing.
    private async Task Against<T>(
        Step step,
        string what,
        Func<string, CancellationToken, Task<T>> tryAsync,
        T expected,
        T otherwise
    )
    {
        var plain = Path.Combine(setup.Folder, "plain-tmpfs");
        Directory.CreateDirectory(plain);
        // Without a lab it would outlive a run that is killed.
        await using var mounted = await step.BorrowAsync(
            new Unmount(plain),
            ct =>
                Command.MustAsync(
                    ["mount", "-t", "tmpfs", "-o", "strictatime,dev,exec,suid", "tmpfs", plain],
                    ct
                )
        );
        step.Expect(
            what,
            await tryAsync(Tmpfs.Folder, step.Ct),
            Is.EqualTo(expected),
            proves: "tmpfs"
        );
        step.Expect(
            $"control, a tmpfs without the options: {what}",
            await tryAsync(plain, step.Ct),
            Is.EqualTo(otherwise)
        );
    }
}
