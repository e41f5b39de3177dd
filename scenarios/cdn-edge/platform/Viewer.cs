using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Verify.Instruments.Http;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>Watches a video as a player does: the master playlist, one rendition's, and its segments.</summary>
/// <param name="root">What comes before hls/, where that is not the server's own root.</param>
internal sealed partial class Viewer(Endpoint endpoint, string root = "")
{
    // A segment of two seconds is there in milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // The tables that name the service are among a segment's first packets.
    private const int FirstBytes = 8 * 188;

    /// <param name="master">Its path, from hls/ on.</param>
    public async Task<Viewing> WatchAsync(string master, CancellationToken ct)
    {
        var objects = new List<GivenObject>();
        async Task<GivenObject> GetAsync(string path)
        {
            var answer = await FreshAnswer.ToAsync(
                endpoint,
                HttpAsk.Get(root + path),
                Patience,
                ct
            );
            var given = Given(path, answer);
            objects.Add(given);
            return given;
        }

        var first = await GetAsync(master);
        if (first.References is [var rendition, ..])
            foreach (var segment in (await GetAsync(rendition)).References)
                await GetAsync(segment);
        return new(objects);
    }

    private static GivenObject Given(string path, HttpAnswer answer)
    {
        var isPlaylist = path.EndsWith(".m3u8", StringComparison.Ordinal);
        return new(
            path,
            answer.Status,
            int.TryParse(
                answer.First("x-amz-meta-version"),
                CultureInfo.InvariantCulture,
                out var version
            )
                ? version
                : null,
            isPlaylist ? null : WrittenIn(answer.Body.Span),
            answer.BodyLength,
            isPlaylist && answer.Status == 200
                ? [.. ReferencesIn(path, Encoding.UTF8.GetString(answer.Body.Span))]
                : []
        );
    }

    private static IEnumerable<string> ReferencesIn(string path, string playlist) =>
        playlist
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line[0] != '#')
            .Select(line => path[..(path.LastIndexOf('/') + 1)] + line);

    // The service descriptor: the provider's name, then the service's, each after its length.
    private static int? WrittenIn(ReadOnlySpan<byte> segment) =>
        ServiceName()
            .Match(Encoding.Latin1.GetString(segment[..Math.Min(segment.Length, FirstBytes)]))
            is { Success: true } found
            ? int.Parse(found.Groups["version"].Value, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"FFmpeg[\x02-\x0A]v(?<version>\d{1,9})")]
    private static partial Regex ServiceName();
}

/// <summary>An object as a viewer was given it.</summary>
/// <param name="Version">As its header says it.</param>
/// <param name="Written">As a segment's own bytes say it; null for a playlist.</param>
/// <param name="References">A playlist's, as paths.</param>
internal sealed record GivenObject(
    string Path,
    int Status,
    int? Version,
    int? Written,
    long Bytes,
    IReadOnlyList<string> References
)
{
    public override string ToString() =>
        $"{Path[(Path.IndexOf('/', 5) + 1)..]}: {(Status == 200 ? $"v{Written ?? Version}" : Status)}";
}

/// <summary>All that a viewer was given of a video, in order.</summary>
internal sealed record Viewing(IReadOnlyList<GivenObject> Objects)
{
    public long Bytes => Objects.Sum(one => one.Bytes);

    /// <summary>Master, rendition and at least one segment, each with its version.</summary>
    public bool IsWhole =>
        Objects.Count > 2
        && Objects.All(one => one is { Status: 200, Version: not null })
        && Objects.Skip(2).All(one => one.Written is not null);

    public IReadOnlyList<int> Versions =>
        [
            .. Objects
                .SelectMany(one => new[] { one.Version, one.Written })
                .OfType<int>()
                .Distinct()
                .Order(),
        ];

    /// <summary>A playlist of one version, and segments (or the other playlist) of another.</summary>
    public bool IsMixed => Versions.Count > 1;

    public override string ToString() => string.Join(", ", Objects);
}
