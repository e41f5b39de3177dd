using System.Text.Json.Serialization;

namespace Verify.Engine;

/// <summary>An undo as data: what it takes to take a change back after the process that made it is gone. Idempotent.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "act")]
[JsonDerivedType(typeof(Unmount), "unmount")]
[JsonDerivedType(typeof(RemoveFolder), "remove-folder")]
[JsonDerivedType(typeof(EndProcesses), "end-processes")]
public abstract record RecoveryAct
{
    public abstract Task DoAsync(CancellationToken ct);
}

/// <summary>Unmounts a folder, down to what was mounted on it before.</summary>
/// <param name="Keep">How many mounts on it are not ours.</param>
public sealed record Unmount(string Folder, int Keep = 0) : RecoveryAct
{
    // mountinfo writes a space as \040 (proc(5)).
    public static int CountOn(string folder) =>
        File.ReadLines("/proc/self/mountinfo")
            .Count(line => line.Split(' ')[4].Replace("\\040", " ") == folder);

    public override async Task DoAsync(CancellationToken ct)
    {
        while (CountOn(Folder) > Keep)
            await Command.MustAsync(["umount", Folder], ct);
    }

    public override string ToString() => $"umount {Folder}";
}

/// <summary>Removes a folder that was made for the run; one that holds something by now is left and named.</summary>
/// <param name="WithContent">Also what has been put in it since.</param>
public sealed record RemoveFolder(string Folder, bool WithContent = false) : RecoveryAct
{
    public override Task DoAsync(CancellationToken ct)
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: WithContent);
        return Task.CompletedTask;
    }

    public override string ToString() => WithContent ? $"rm -r {Folder}" : $"rmdir {Folder}";
}

/// <summary>Ends the servers that work in a folder: each of a run's is started in the run's own.</summary>
/// <param name="Programs">Their names: a shell that a user opened there is no server.</param>
public sealed record EndProcesses(string Folder, IReadOnlyList<string> Programs) : RecoveryAct
{
    public override async Task DoAsync(CancellationToken ct)
    {
        var running = Processes.WorkingIn(Folder, Programs);
        if (running.Count > 0)
            await Command.RunAsync(["kill", "-KILL", .. running.Select(pid => $"{pid}")], ct);
    }

    public override string ToString() => $"end {string.Join(" and ", Programs)} in {Folder}";
}
