using Verify.Engine.Linux;

namespace Verify.Engine.Namespaces;

/// <summary>Folders that look like the host's. What is written to them stays in this namespace.</summary>
public static class PrivateFolder
{
    /// <summary>Makes a folder that is empty and ours to write to, whatever the host has there.</summary>
    public static void Empty(string folder, string mode)
    {
        Directory.CreateDirectory(folder);
        Libc.Check(
            Libc.Mount("tmpfs", folder, "tmpfs", 0, $"mode={mode}"),
            $"mounting a tmpfs on {folder}"
        );
    }

    /// <summary>Shadows a folder and takes these files away from what it shows.</summary>
    internal static void Own(string folder, IReadOnlyCollection<string> files)
    {
        Shadow(folder);
        foreach (var file in files)
            Uncover(Path.Combine(folder, file));
    }

    /// <summary>Takes away what a shadowed folder shows of the host's: a mount on an empty file.</summary>
    internal static void Uncover(string file)
    {
        if (!Path.Exists(file) && new FileInfo(file).LinkTarget is null)
            return;
        // A link is a copy; what it leads to is the host's.
        if (new FileInfo(file).LinkTarget is null)
            while (Libc.Umount(file, Libc.MntDetach) == 0) { }
        File.Delete(file);
    }

    /// <summary>
    /// Covers a folder with a tmpfs that shows the same entries: new ones stay in the lab, those of the host are
    /// bound to their old places. (An overlay would do the same, but not every container allows one.)
    /// </summary>
    public static void Shadow(string folder)
    {
        var mode = Convert.ToString((int)File.GetUnixFileMode(folder), 8);
        var (user, group) = Owner.Of(folder);
        // Through this descriptor the folder can be seen after the tmpfs has covered it.
        var fd = Libc.Check(
            Libc.Open(folder, Libc.OPath | Libc.ODirectory | Libc.OCloexec),
            $"opening {folder}"
        );
        try
        {
            Libc.Check(
                Libc.Mount("tmpfs", folder, "tmpfs", 0, $"mode={mode},uid={user},gid={group}"),
                $"mounting a tmpfs on {folder}"
            );
            foreach (
                var entry in new DirectoryInfo($"/proc/self/fd/{fd}/").EnumerateFileSystemInfos()
            )
                Show(entry, entry.FullName, Path.Combine(folder, entry.Name));
        }
        finally
        {
            _ = Libc.Close(fd);
        }
    }

    /// <summary>Makes an entry that looks like another one.</summary>
    /// <param name="source">Where the other one can be had.</param>
    internal static void Show(FileSystemInfo entry, string source, string place)
    {
        if (entry.LinkTarget is { } target)
        {
            File.CreateSymbolicLink(place, target);
            return;
        }
        if (entry is DirectoryInfo)
            Directory.CreateDirectory(place);
        else
            File.Create(place).Dispose();
        // An entry that went away meanwhile, or that may not be bound, stays empty: nothing a run needs.
        _ = Libc.Mount(source, place, null, Libc.MsBind | Libc.MsRec, null);
    }
}
