using Verify.Engine.Linux;

namespace Verify.Engine.Namespaces;

/// <summary>
/// The files as the programs of one compartment see them: the machine's, but for those that are placed or emptied here.
/// To be used on the compartment's thread.
/// </summary>
public sealed class FileView
{
    // The folders whose entries are ours: what is made in them exists nowhere else.
    private readonly HashSet<string> own = new(StringComparer.Ordinal);

    internal FileView() { }

    /// <summary>Puts a file at its path, in place of the one that the machine may have there.</summary>
    public void Place(string path, byte[] content)
    {
        var real = Own(path);
        PrivateFolder.Uncover(real);
        File.WriteAllBytes(real, content);
        File.SetUnixFileMode(real, Mode("644"));
    }

    /// <summary>Nothing is at this path from now on, so that a program can make a file of its own there.</summary>
    public void Clear(string path) => PrivateFolder.Uncover(Own(path));

    /// <summary>Puts a file over one that has to stay in its folder among many others, such as /etc/passwd.</summary>
    public static void Cover(string path, byte[] content)
    {
        // A mount keeps its file system: the scratch folder is needed for the moment only.
        const string scratch = "/tmp";
        PrivateFolder.Empty(scratch, "755");
        var copy = $"{scratch}/{Path.GetFileName(path)}";
        try
        {
            File.WriteAllBytes(copy, content);
            File.SetUnixFileMode(copy, Mode("644"));
            Libc.Check(
                Libc.Mount(copy, path, null, Libc.MsBind, null),
                $"covering {path} with another file"
            );
        }
        finally
        {
            Libc.Check(Libc.Umount(scratch, Libc.MntDetach), $"uncovering {scratch}");
        }
    }

    /// <summary>A folder that is there, shows what the machine has in it, and keeps new entries to itself.</summary>
    public void Open(string folder, string mode = "755")
    {
        var real = RealPath.Of(folder);
        if (own.Contains(real))
            return;
        if (Directory.Exists(real))
        {
            if (real == "/")
                PrivateRoot.Enter();
            else
                PrivateFolder.Shadow(real);
        }
        else
        {
            Open(Path.GetDirectoryName(real)!);
            Directory.CreateDirectory(real);
            File.SetUnixFileMode(real, Mode(mode));
        }
        own.Add(real);
    }

    /// <summary>A folder that is there and empty, whatever the machine has in it.</summary>
    public void Empty(string folder, string mode = "755")
    {
        var real = RealPath.Of(folder);
        var isThere = Directory.Exists(real);
        Open(isThere ? Path.GetDirectoryName(real)! : real, mode);
        if (isThere)
            PrivateFolder.Empty(real, mode);
        own.Add(real);
    }

    private string Own(string path)
    {
        var real = RealPath.Of(path);
        Open(Path.GetDirectoryName(real)!);
        return real;
    }

    private static UnixFileMode Mode(string octal) => (UnixFileMode)Convert.ToInt32(octal, 8);
}
