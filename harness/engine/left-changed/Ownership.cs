using Verify.Engine.Programs;

namespace Verify.Engine.LeftChanged;

/// <summary>
/// Whose work a difference is. Others mount, unmount and set things on a machine, and a mount point that they remove is
/// gone in every namespace, a lab's too: only what is known to be the run's counts against it, all else is a note.
/// </summary>
/// <param name="isShared">Whether others work here too: false in a lab.</param>
/// <param name="places">Folders that are the run's to answer for, whoever changes them.</param>
internal sealed class Ownership(bool isShared, OwnCalls calls, IReadOnlyList<string> places)
{
    public bool IsOurs(Difference one)
    {
        var (kind, name) = one.Key.Split(' ', 2) is [var first, var rest]
            ? (first, rest)
            : ("", "");
        return kind switch
        {
            // "1 /var/cache": how deep it lies, then the folder.
            MountTable.Kind => IsOurMount(name[(name.IndexOf(' ') + 1)..], one.HasCome),
            SysctlTable.Kind => IsOurSetting(name),
            // Trees are the run's to answer for; processes descend from it, and hold the ports.
            _ => true,
        };
    }

    // A lab's mounts are private: nothing is passed on to it, so what has come was mounted in it.
    private bool IsOurMount(string folder, bool hasCome) =>
        (hasCome && !isShared)
        || places.Any(place => $"{folder}/".StartsWith($"{place}/", StringComparison.Ordinal))
        || calls.Names(folder);

    // A lab has a network of its own, and with it the network's settings; all others are the machine's.
    private bool IsOurSetting(string path) =>
        (!isShared && path.StartsWith($"{SysctlTable.Root}/net/", StringComparison.Ordinal))
        || calls.Names(path)
        || calls.Names(SysctlTable.Name(path))
        || calls.Names(path[(SysctlTable.Root.Length + 1)..]);
}
