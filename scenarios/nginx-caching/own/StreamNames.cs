using System.Text.RegularExpressions;
using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Probe;
using Verify.Instruments.Nginx.Server;
using Verify.Instruments.Nginx.Site;
using Verify.Instruments.Nginx.Syntax;
using Verify.Origin.Profile;
using Verify.Scenarios.Rollouts;

namespace Verify.Scenarios.NginxCaching.Own;

/// <summary>What an own pair's stream is called: names that its locations of playlists and segments answer.</summary>
/// <remarks>
/// The profile's names may be answered by a location that viewers' playlists never reach. What lies in the folder
/// comes first; else a name is made of the location's own pattern.
/// </remarks>
/// <param name="Playlist">Null for the profile's.</param>
/// <param name="Segment">As FFmpeg reads it, with one number; null for the profile's.</param>
internal sealed partial record StreamNames(string? Playlist, string? Segment)
{
    private const string UsualPlaylist = "stream.m3u8";
    private const string UsualSegment = "seg00001.ts";

    // FFmpeg numbers them from nought; no run comes to more.
    private static readonly int[] Numbers = [0, 1, 42, 300];

    private const int UsualDigits = 5;

    public static StreamNames Usual { get; } = new(null, null);

    public static StreamNames For(OwnPair pair)
    {
        AskedServer Asked(ServerConfiguration configuration, HlsSite site) =>
            new(configuration.Conf, new(site.Port, site.Host), pair.NginxPrefix);
        var (site, asked) = (pair.BaselineSite, Asked(pair.Baseline, pair.BaselineSite));
        var after = Asked(pair.Candidate, pair.CandidateSite);
        if (
            new LivePlaylists(pair.Baseline.Conf, pair.NginxPrefix)
                .All("")
                .FirstOrDefault(one => Path.GetDirectoryName(one.File) == site.Folder) is
            { File: { } file } live
        )
            return new(
                Path.GetFileName(file),
                Numbered(
                    site,
                    asked,
                    live.SegmentFile is { } segment ? Path.GetFileName(segment) : UsualSegment
                )
            );
        return new(
            Named(site, [asked, after], "m3u8", UsualPlaylist),
            Named(site, [asked, after], "ts", UsualSegment) is { } named
                ? Numbered(site, asked, named)
                : null
        );
    }

    public HlsSettings In(HlsSettings usual) =>
        usual with
        {
            PlaylistName =
                Playlist is null || Playlist == usual.MasterPlaylist
                    ? usual.PlaylistName
                    : Playlist,
            SegmentPattern = Segment ?? usual.SegmentPattern,
        };

    // The first location that is about the kind and does not answer the usual name; null where one answers that.
    private static string? Named(
        HlsSite site,
        IReadOnlyList<AskedServer> all,
        string extension,
        string usual
    )
    {
        if (all.Any(asked => IsAbout(asked.At(site.Prefix + usual).Context, extension)))
            return null;
        return (
            from asked in all
            let server = Route.Of(asked.Conf, asked.Server, site.Prefix + usual).Server
            from location in server.SelfAndDescendants
            where location.Kind == ContextKind.Location && IsAbout(location, extension)
            from sample in PatternSample.Of(LocationPattern.Of(location.Opener!))
            let name = sample[(sample.LastIndexOf('/') + 1)..]
            where name.EndsWith($".{extension}", StringComparison.Ordinal)
            let uri = site.Prefix + name
            where asked.At(uri).Context == location
            where all.All(one => one.FileOf(uri).Path == Path.Combine(site.Folder, name))
            select name
        ).FirstOrDefault();
    }

    private static bool IsAbout(ConfContext context, string extension) =>
        context.Kind == ContextKind.Location
        && Extension(extension).IsMatch(context.Opener!.ArgsText);

    private static Regex Extension(string extension) =>
        extension == "ts" ? Segments() : Playlists();

    // A number in place of the name's last one, where every number is answered as the name is; null where none fits.
    private static string? Numbered(HlsSite site, AskedServer asked, string name)
    {
        var live = asked.At(site.Prefix + name).Context;
        foreach (var run in Digits().Matches(name).Reverse())
        foreach (var length in run.Length > 1 ? [run.Length] : new[] { UsualDigits, 1 })
        {
            string With(string number) =>
                name[..run.Index] + number + name[(run.Index + run.Length)..];
            if (
                Numbers.All(number =>
                    asked.At(site.Prefix + With(number.ToString($"D{length}"))).Context == live
                )
            )
                return With($"%0{length}d");
        }
        return null;
    }

    [GeneratedRegex(@"m3u8", RegexOptions.IgnoreCase)]
    private static partial Regex Playlists();

    [GeneratedRegex(@"(?<![A-Za-z])ts(?![A-Za-z])", RegexOptions.IgnoreCase)]
    private static partial Regex Segments();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
