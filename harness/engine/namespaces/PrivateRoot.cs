using Verify.Engine.Linux;

namespace Verify.Engine.Namespaces;

/// <summary>A root folder that shows the same entries and keeps new ones: only there can a missing one be made.</summary>
internal static class PrivateRoot
{
    // Any folder that every machine has: the new root is put together on it, then becomes the root.
    private const string Place = "/tmp";
    private const string Old = ".old-root";

    /// <summary>Gives one to the mount namespace of the calling thread, and so to every process in it.</summary>
    public static void Enter()
    {
        var here = Directory.GetCurrentDirectory();
        // Through this descriptor the folder can be seen after it has been covered.
        var covered = Libc.Check(
            Libc.Open(Place, Libc.OPath | Libc.ODirectory | Libc.OCloexec),
            $"opening {Place}"
        );
        try
        {
            PrivateFolder.Empty(Place, "755");
            // Else the copy of each folder would hold a copy of the new root.
            Libc.Check(
                Libc.Mount("none", Place, null, Libc.MsUnbindable, null),
                "keeping the new root out of its copies"
            );
            foreach (var entry in new DirectoryInfo("/").EnumerateFileSystemInfos())
                PrivateFolder.Show(
                    entry,
                    entry.FullName == Place ? $"/proc/self/fd/{covered}" : entry.FullName,
                    Place + entry.FullName
                );
            Directory.CreateDirectory($"{Place}/{Old}");
            Libc.Check(Libc.PivotRoot(Place, $"{Place}/{Old}"), "changing the root");
        }
        finally
        {
            _ = Libc.Close(covered);
        }
        Libc.Check(
            Libc.Mount("none", "/", null, Libc.MsPrivate, null),
            "making the new root like any other"
        );
        // The working folder is still the old root's.
        Directory.SetCurrentDirectory(here);
        Libc.Check(Libc.Umount($"/{Old}", Libc.MntDetach), "letting go of the old root");
        Directory.Delete($"/{Old}");
    }
}
