using Verify.Engine.Trust;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Probe;
using Verify.Instruments.Nginx.Site;
using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Reading;
using Verify.Scenarios.Target;

namespace Verify.Scenarios.Rollouts;

/// <summary>Finds the live playlists that a configuration serves from this machine, by what lies on its disk.</summary>
/// <param name="prefix">Where relative paths of the configuration start.</param>
internal sealed class LivePlaylists(NginxConf conf, string prefix)
{
    // A folder for each channel, and in it one for each rendition.
    private const int Deepest = 3;

    // More channels than this are served alike.
    private const int Most = 200;

    // A player reloads after a target duration; one that has not changed for many is no live one.
    private static readonly TimeSpan LongestStandstill = TimeSpan.FromSeconds(60);

    /// <summary>What a URL leads to; without files where they are not here.</summary>
    public LivePlaylist At(TargetOrigin target)
    {
        var server = new ServerSelector(target.Endpoint.Address.Port, target.Endpoint.Address.Host);
        return Found(target, server, target.Path)
            ?? new(target, server, target.Path, null, null, null, null);
    }

    /// <summary>Those of every place that serves playlists, the likeliest first.</summary>
    /// <param name="master">The name that is looked for first.</param>
    public IReadOnlyList<LivePlaylist> All(string master) =>
        [
            .. HlsSite
                .AllOf(conf, prefix)
                .SelectMany(site => Of(site, master))
                .DistinctBy(one => (one.Server.Port, one.Server.Host, one.Uri)),
        ];

    private IEnumerable<LivePlaylist> Of(HlsSite site, string master) =>
        FilesIn(site.Folder)
            .OrderByDescending(file => Path.GetFileName(file) == master)
            .ThenByDescending(file => Read(file) is MultivariantPlaylist)
            .ThenByDescending(IsLive)
            .ThenBy(file => file, StringComparer.Ordinal)
            .Select(file => Path.GetRelativePath(site.Folder, file))
            .Select(name =>
                Found(
                    TargetOrigin.At(
                        site,
                        Uri.EscapeDataString(name).Replace("%2F", "/", StringComparison.Ordinal)
                    ),
                    new(site.Port, site.Host),
                    site.Prefix
                        + Uri.EscapeDataString(name).Replace("%2F", "/", StringComparison.Ordinal)
                )
            )
            .OfType<LivePlaylist>();

    /// <summary>Whether somebody publishes it: it has no end, and has changed of late.</summary>
    public static bool IsLive(string file) =>
        Read(file) is MediaPlaylist { Ended: false }
        && TimeProvider.System.GetUtcNow() - File.GetLastWriteTimeUtc(file) < LongestStandstill;

    /// <summary>The newest segment that it lists now; null where that cannot be read.</summary>
    public static string? Newest(LivePlaylist live) =>
        Read(live.File) is MediaPlaylist { Segments: [.., var newest] }
            ? On(live.Uri, newest.Uri)
            : null;

    private LivePlaylist? Found(TargetOrigin target, ServerSelector server, string uri)
    {
        var file = FileOf(server, uri);
        if (Read(file) is MultivariantPlaylist { Variants: [var first, ..] })
            return
                On(uri, first.Uri) is { } variant
                && Found(target, server, variant) is { Master: null } listed
                ? listed with
                {
                    Master = uri,
                }
                : null;
        if (Read(file) is not MediaPlaylist { Segments: [.., var newest] })
            return null;
        var segment = On(uri, newest.Uri);
        return new(target, server, uri, file, segment, FileOf(server, segment), null);
    }

    private string? FileOf(ServerSelector server, string? uri)
    {
        try
        {
            return
                uri is not null
                && new AskedServer(conf, server, prefix).FileOf(uri).Path is { } path
                && File.Exists(path)
                ? path
                : null;
        }
        catch (UsageError)
        {
            // Nothing of this configuration listens there.
            return null;
        }
    }

    private static string? On(string uri, string reference)
    {
        // Only what the same server serves lies behind the same configuration.
        var server = new Uri("http://server");
        return
            Uri.TryCreate(new Uri(server, uri), reference, out var found)
            && found.Authority == server.Authority
            ? found.PathAndQuery
            : null;
    }

    private static IEnumerable<string> FilesIn(string folder) =>
        Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(
                    folder,
                    "*.m3u8",
                    new EnumerationOptions
                    {
                        RecurseSubdirectories = true,
                        MaxRecursionDepth = Deepest,
                        IgnoreInaccessible = true,
                    }
                )
                .Take(Most)
            : [];

    private static Playlist? Read(string? file)
    {
        try
        {
            return file is not null && SharedFile.TryRead(file) is { } text
                ? Playlist.Parse(text, PlaylistReading.Lenient)
                : null;
        }
        catch (Exception none)
            when (none is PlaylistError or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
