namespace Verify.Reports.Record;

/// <summary>Where in a run's folder a piece of evidence is that its record names.</summary>
internal static class EvidenceFile
{
    /// <returns>Null where the record names what is no file in the run's folder.</returns>
    /// <remarks>A record may come from elsewhere: nothing outside the run's own folder is put into a report.</remarks>
    public static string? Find(string runFolder, string file)
    {
        try
        {
            var root = Path.GetFullPath(runFolder) + Path.DirectorySeparatorChar;
            var path = Path.GetFullPath(Path.Combine(root, file));
            return
                path.StartsWith(root, StringComparison.Ordinal)
                && File.Exists(path)
                && !LeadsElsewhere(path, root)
                ? path
                : null;
        }
        catch (Exception unusable)
            when (unusable is ArgumentException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool LeadsElsewhere(string path, string root)
    {
        for (
            FileSystemInfo? at = new FileInfo(path);
            at is not null && at.FullName.Length > root.Length;
            at = Directory.GetParent(at.FullName)
        )
        {
            if (at.LinkTarget is not null)
            {
                return true;
            }
        }
        return false;
    }
}
