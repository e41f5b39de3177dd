namespace Verify.Engine.Linux;

/// <summary>What must still be so after the machine has lost its power.</summary>
public static class Durable
{
    /// <summary>Puts a folder's entries on disk: a new file, a removed one or a new name is safe only then.</summary>
    public static void Folder(string folder)
    {
        var open = Libc.Check(
            Libc.Open(folder, Libc.ODirectory | Libc.OCloexec),
            $"opening {folder}"
        );
        try
        {
            Libc.Check(Libc.FSync(open), $"writing {folder} to disk");
        }
        finally
        {
            _ = Libc.Close(open);
        }
    }
}
