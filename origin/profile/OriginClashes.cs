namespace Verify.Origin.Profile;

/// <summary>Values of an origin profile that are each allowed and cannot stand together.</summary>
internal static class OriginClashes
{
    private const string Tap = "tap";

    /// <returns>What is wrong and what is allowed; null where nothing is.</returns>
    public static string? In(OriginProfile profile) =>
        Playlists(profile.Hls)
        ?? Logs(profile.Logging.Files)
        ?? Folders(profile.Server.HlsDir, profile.Logging.Directory)
        ?? (profile.Networking.Mode == Tap ? TapNetwork.Fault(profile.Networking) : null);

    private static string? Playlists(HlsSettings hls) =>
        hls.PlaylistName == hls.MasterPlaylist
            ? $"hls.playlistName and hls.masterPlaylist are both '{hls.PlaylistName}'; "
                + "they are two files in one folder and need two names."
            : null;

    private static string? Logs(LogFiles files)
    {
        (string Key, string Name)[] logs =
        [
            ("logging.files.segments", files.Segments),
            ("logging.files.manifests", files.Manifests),
            ("logging.files.all", files.All),
        ];
        return logs.GroupBy(log => log.Name).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? $"{string.Join(" and ", twice.Select(log => log.Key))} are {(twice.Count() == 2 ? "both" : "all")} '{twice.Key}'; "
                + "they are files in one folder and need a name each."
            : null;
    }

    // Logs on the stream's tmpfs would fill it and be served; the tmpfs over the logs would hide them.
    private static string? Folders(string hls, string logs) =>
        $"{hls}/".StartsWith($"{logs}/", StringComparison.Ordinal)
        || $"{logs}/".StartsWith($"{hls}/", StringComparison.Ordinal)
            ? $"logging.directory '{logs}' and server.hlsDir '{hls}' are one folder, or one lies in the other; "
                + "give the logs a folder apart from the stream's, such as /var/log/nginx."
            : null;
}
