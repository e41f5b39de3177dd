namespace Verify.Scenarios.CdnEdge.Own;

/// <summary>A folder that is to answer for an upstream: <c>--upstream NAME=DIR</c>.</summary>
internal sealed record GivenUpstream(string Name, string Folder)
{
    /// <exception cref="UsageError">It is not NAME=DIR, or the folder is not there.</exception>
    public static GivenUpstream Of(string typed)
    {
        var at = typed.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0 || at == typed.Length - 1)
            throw new UsageError(
                $"--upstream {typed}: not NAME=DIR. Give the name that the configuration asks, and the folder that answers for it, as in --upstream minio:9000=./objects."
            );
        var folder = Path.GetFullPath(typed[(at + 1)..]);
        return Directory.Exists(folder) ? new(typed[..at], folder)
            : File.Exists(folder)
                ? throw new UsageError(
                    $"--upstream {typed}: {folder} is a file. Give the folder that holds what {typed[..at]} serves."
                )
            : throw new UsageError(
                $"--upstream {typed}: there is no folder {folder}. Give the one that holds what {typed[..at]} serves."
            );
    }
}
