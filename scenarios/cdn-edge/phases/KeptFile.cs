using System.Globalization;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Values;
using Verify.Origin.Edge;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Phases;

/// <summary>A path that an edge keeps answers for, and for how long by what is in force there.</summary>
/// <param name="Status">What is answered.</param>
/// <param name="Expected">How long it is to be kept: what the edge was set up with.</param>
/// <param name="TimeInForce">How long it is kept by the configuration; null for not at all.</param>
/// <param name="Where">The line that says so.</param>
internal sealed record KeptFile(
    string Kind,
    string Path,
    int Status,
    TimeSpan Expected,
    TimeSpan? TimeInForce,
    string Where
)
{
    private const string Valid = "proxy_cache_valid";
    private const int Missing = 403;
    private const int Ok = 200;

    public static async Task<IReadOnlyList<KeptFile>> AllOfAsync(
        PlatformInRun platform,
        string design,
        CancellationToken ct
    )
    {
        var edge = platform.Edge(design);
        var files = await VideoFiles.OfAsync(platform, design, ct);
        KeptFile At(string kind, string path, int status, TimeSpan expected)
        {
            var valid = Effective.At(edge.Configuration.Conf, path).Of(Valid);
            return new(kind, path, status, expected, TimeOf(valid, status), $"{valid}");
        }
        var settings = edge.Settings;
        var ofVideo = new[]
        {
            At("playlist", files.Playlists[0], Ok, settings.PlaylistValid),
            At("segment", files.Segments[1], Ok, settings.SegmentValid),
        };
        // The one keeps what else lies there; the other says for a moment that nothing does.
        return design == PlatformInRun.AsDesigned
            ?
            [
                .. ofVideo,
                At(
                    "another file",
                    await OtherFile.PutAsync(platform, design, ct),
                    Ok,
                    settings.PlaylistValid
                ),
            ]
            :
            [
                .. ofVideo,
                At(
                    "missing playlist",
                    $"/hls/{Guid.NewGuid()}/master.m3u8",
                    Missing,
                    CuredEdge.MissingValid
                ),
            ];
    }

    // proxy_cache_valid 200 404 1s, or 1s alone for 200, 301 and 302.
    private static TimeSpan? TimeOf(ValueInForce valid, int status)
    {
        var wanted = status.ToString(CultureInfo.InvariantCulture);
        foreach (var words in valid.Settings.Select(one => one.Text.Split(' ')))
            if (
                words.Length == 1 && status == Ok
                || words.SkipLast(1).Any(word => word == wanted || word == "any")
            )
                return TimeValue.TryParse(words[^1], wholeSeconds: true, out var seconds, out _)
                    ? TimeSpan.FromSeconds(seconds)
                    : null;
        return null;
    }
}
