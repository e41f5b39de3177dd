using Verify.Engine.Journals;
using Verify.Engine.Programs;
using Verify.Engine.Trust;

namespace Verify.Engine.Undo;

/// <summary>Unmounts a folder, down to what was mounted on it before.</summary>
/// <param name="Keep">How many mounts on it are not ours.</param>
[JournalWord("unmount")]
public sealed record Unmount(string Folder, int Keep = 0) : RecoveryAct
{
    // mountinfo writes a space as \040 (proc(5)).
    public static int CountOn(string folder) =>
        // Of this thread: one of a compartment has mounts of its own.
        File.ReadLines("/proc/thread-self/mountinfo")
            .Count(line => line.Split(' ')[4].Replace("\\040", " ") == folder);

    public override async Task DoAsync(CancellationToken ct)
    {
        while (CountOn(Folder) > Keep)
            await Command.MustAsync(["umount", Folder], ct);
    }

    public override RecoveryAct Within(Confines confines)
    {
        confines.Must(confines.IsInPlace(Folder) || confines.IsInRun(Folder), Folder);
        return this;
    }

    public override string Act() => $"mount on {Folder}";

    public override string ToString() => $"umount {Folder}";
}
