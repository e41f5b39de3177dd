using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Verify.Engine.Linux;

namespace Verify.Engine.Trust;

/// <summary>A walk from the root to a folder, every step of which only trusted users could have laid.</summary>
/// <remarks>
/// As ssh's StrictModes has it. Each folder is opened in the one before it, without following links, and looked at through its
/// descriptor. Nobody but trusted users can exchange a part of the way afterwards: a path that has been walked stays
/// what it was. A link on the way is followed if its owner is trusted, as the kernel's protected_symlinks has it.
/// </remarks>
internal sealed class TrustedPath
{
    private const int FolderMode = 0b111_101_101;

    // As the kernel has it: more links on one path are a loop.
    private const int MostLinks = 40;
    private const int LongestTarget = 4096;

    private readonly string asked;
    private readonly bool make;
    private readonly Stack<string> ahead = new();
    private string real = "/";
    private SafeFileHandle at;
    private int links;

    private TrustedPath(string path, bool make)
    {
        (asked, this.make) = (path, make);
        at = Root();
        Push(path);
    }

    /// <param name="make">Makes folders that are missing, writable by us alone.</param>
    /// <param name="isParent">Of the folder meant, which may be sticky itself.</param>
    /// <returns>The folder, open, and its path without links.</returns>
    /// <exception cref="NotTrusted">Somebody else could have written a part of the way.</exception>
    /// <exception cref="CannotRun">It is not there, or no folder.</exception>
    public static (SafeFileHandle Folder, string Real) Walk(string path, bool make, bool isParent)
    {
        var way = new TrustedPath(Path.GetFullPath(path), make);
        try
        {
            way.MustBeSafe(isLast: way.ahead.Count == 0 && !isParent);
            while (way.ahead.TryPop(out var name))
                way.Step(name, isLast: way.ahead.Count == 0 && !isParent);
            return (way.at, way.real);
        }
        catch
        {
            way.at.Dispose();
            throw;
        }
    }

    private void Step(string name, bool isLast)
    {
        if (name is ".")
            return;
        if (name is "..")
        {
            Enter(name, Path.GetDirectoryName(real) ?? "/");
            return;
        }
        var place = Path.Combine(real, name);
        if (FileFacts.At(at, name) is not { } found)
        {
            if (!make)
                throw new CannotRun($"{place} is not there. Name a folder that is.");
            // EEXIST: somebody was faster, and is looked at like any other.
            if (
                FolderCalls.MkDirAt(at, name, FolderMode) < 0
                && Marshal.GetLastPInvokeError() != Libc.Exists
            )
                throw new CannotRun(
                    $"{place} cannot be made: {Why}. {FileAdvice.Or(new Win32Exception(Marshal.GetLastPInvokeError()), "name another folder")}"
                );
            Enter(name, place);
            MustBeSafe(isLast);
        }
        else if (found.IsLink)
            Follow(name, place, found);
        else
        {
            Enter(name, place);
            MustBeSafe(isLast);
        }
    }

    private void Follow(string name, string place, FileFacts link)
    {
        if (!TrustedUsers.Include(link.User) && !TrustedUsers.IsUnmapped(link.User))
            throw NotTrusted.Owned(place, link);
        if (++links > MostLinks)
            throw new CannotRun($"{asked} leads through more than {MostLinks} symbolic links.");
        var target = new byte[LongestTarget];
        var length = (int)FolderCalls.ReadLinkAt(at, name, target, LongestTarget);
        Libc.Check(length, $"reading the link {place}");
        var to = Encoding.UTF8.GetString(target, 0, length);
        if (to.StartsWith('/'))
        {
            at.Dispose();
            (at, real) = (Root(), "/");
        }
        Push(to);
    }

    private void Enter(string name, string place)
    {
        var next = Open(at, name);
        if (next.IsInvalid)
        {
            next.Dispose();
            var why = Why;
            throw FileFacts.At(at, name) switch
            {
                // A mistake, and no trap.
                { IsPlain: true } file when TrustedUsers.Include(file.User) => new IOException(
                    $"{place} is a file, not a folder."
                ),
                { IsFolder: false } other => NotTrusted.Kind(place, other, "a folder"),
                _ => new CannotRun(
                    $"{place} cannot be opened: {why}. Name a folder that you may open."
                ),
            };
        }
        at.Dispose();
        (at, real) = (next, place);
    }

    // Where everybody may write but not take away (/tmp), what is ours stays ours.
    private void MustBeSafe(bool isLast)
    {
        var facts = FileFacts.At(at, "")!;
        if (!TrustedUsers.Include(facts.User) && (isLast || !TrustedUsers.IsUnmapped(facts.User)))
            throw NotTrusted.Owned(real, facts);
        if ((isLast || !facts.IsSticky) && Writers.Stranger(facts, real) is { } stranger)
            throw NotTrusted.Writable(real, facts, stranger);
    }

    private void Push(string path)
    {
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
            ahead.Push(name);
    }

    private static string Why => Marshal.GetLastPInvokeErrorMessage();

    private static SafeFileHandle Root() =>
        new(Libc.Check(Libc.Open("/", Flags), "opening /"), ownsHandle: true);

    private const int Flags = Libc.OPath | Libc.ODirectory | Libc.OCloexec | Libc.ONofollow;

    private static SafeFileHandle Open(SafeFileHandle folder, string name) =>
        new(FolderCalls.OpenAt(folder, name, Flags, 0), ownsHandle: true);
}
