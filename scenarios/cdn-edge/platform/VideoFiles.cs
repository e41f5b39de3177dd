namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>The paths of a video's files at the edge, as its playlists in the storage name them.</summary>
/// <param name="Playlists">The multivariant playlist, then one of each rung.</param>
/// <param name="Segments">Of the first rung.</param>
internal sealed record VideoFiles(IReadOnlyList<string> Playlists, IReadOnlyList<string> Segments)
{
    public static async Task<VideoFiles> OfAsync(
        PlatformInRun platform,
        string design,
        CancellationToken ct
    )
    {
        var master = (await platform.VideoAsync(design, ct)).Master;
        // Past the edge: what is only looked up here is not to be in its cache.
        var bucket = platform.Stores.Bucket(design);
        using var storage = new HttpClient();
        async Task<IReadOnlyList<string>> NamedInAsync(string path)
        {
            var text = await storage.GetStringAsync(bucket.UrlOf(path.TrimStart('/')), ct);
            return
            [
                .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Where(line => line[0] != '#')
                    .Select(line => $"{path[..path.LastIndexOf('/')]}/{line.Trim()}"),
            ];
        }
        var rungs = await NamedInAsync(master);
        return new([master, .. rungs], await NamedInAsync(rungs[0]));
    }
}
