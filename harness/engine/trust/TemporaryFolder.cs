namespace Verify.Engine.Trust;

/// <summary>A folder of this program's own among the temporary files, readable by its user alone.</summary>
public static class TemporaryFolder
{
    /// <exception cref="NotTrusted">Somebody else could exchange it: TMPDIR is writable by others and not sticky.</exception>
    public static string Make(string prefix)
    {
        TrustedFolder.Parent(Path.GetTempPath()).Dispose();
        return Directory.CreateTempSubdirectory(prefix).FullName;
    }
}
