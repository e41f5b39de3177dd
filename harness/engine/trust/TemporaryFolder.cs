namespace Verify.Engine.Trust;

/// <summary>A folder of this program's own among the temporary files, readable by its user alone.</summary>
public static class TemporaryFolder
{
    /// <exception cref="NotTrusted">Somebody else could exchange it: TMPDIR is writable by others and not sticky.</exception>
    /// <exception cref="CannotRun">TMPDIR names no folder. It is not made: who mistyped it would have two.</exception>
    public static string Make(string prefix)
    {
        var all = Path.GetTempPath();
        if (!Directory.Exists(all))
            throw new CannotRun(
                $"TMPDIR is {all}, and no such folder is there. Make it, or unset TMPDIR."
            );
        TrustedFolder.Parent(all).Dispose();
        return Directory.CreateTempSubdirectory(prefix).FullName;
    }
}
