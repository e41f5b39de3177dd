using System.Net;
using Verify.Instruments.Http;
using Verify.Instruments.Nginx.Site;
using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Reading;
using Verify.Scenarios.Paired;

namespace Verify.Scenarios.Target;

/// <summary>An origin that runs somewhere and is only looked at.</summary>
internal sealed class TargetOrigin
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly Uri url;

    private TargetOrigin(Uri url, IPEndPoint? at = null)
    {
        this.url = url;
        var authority = new Uri(url.GetLeftPart(UriPartial.Authority));
        Endpoint = at is null
            ? Endpoint.Direct("target", authority)
            // Asked by its name, and found at its address: the name need not lead here.
            : Endpoint.Direct("target", new($"http://{at}/")) with
            {
                Address = authority,
            };
    }

    public Endpoint Endpoint { get; }

    /// <summary>As a request target.</summary>
    public string Path => url.PathAndQuery;

    /// <exception cref="UsageError">It is no URL of a playlist that could be asked for.</exception>
    public static TargetOrigin At(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"
            ? new(parsed)
            : throw new UsageError(
                $"--target {url}: not an http or https URL. Give the playlist's, as in http://127.0.0.1:8080/live/master.m3u8."
            );

    /// <summary>A playlist of a site on this machine.</summary>
    public static TargetOrigin At(HlsSite site, string playlist)
    {
        var at = new IPEndPoint(site.Address, site.Port);
        return new(
            new(
                site.Host is { } name
                    ? $"http://{name}:{site.Port}{site.Prefix}{playlist}"
                    : $"http://{at}{site.Prefix}{playlist}"
            ),
            at
        );
    }

    /// <summary>A command as it would be typed for this URL.</summary>
    public string Typed(string command) =>
        command
            .Replace("http://127.0.0.1:17080/master.m3u8", $"{url}", StringComparison.Ordinal)
            .Replace("URL", $"{url}", StringComparison.Ordinal);

    /// <summary>The playlists and the newest segment that the URL leads to.</summary>
    public async Task<TargetStream> FindAsync(CancellationToken ct)
    {
        switch (await LoadAsync(url, ct))
        {
            case MediaPlaylist media:
                return new(null, url.PathAndQuery, media, Newest(url, media));
            case MultivariantPlaylist { Variants: [var first, ..] }:
                var variant = On(url, first.Uri);
                if (await LoadAsync(variant, ct) is MediaPlaylist listed)
                    return new(
                        url.PathAndQuery,
                        variant.PathAndQuery,
                        listed,
                        Newest(variant, listed)
                    );
                throw new CannotRun(
                    $"{variant}, the first variant of {url}, is no media playlist."
                );
            default:
                throw new CannotRun($"{url} is a multivariant playlist without a variant.");
        }
    }

    public async Task<Loaded> LoadedAsync(CancellationToken ct)
    {
        var stream = await FindAsync(ct);
        return new(Endpoint, stream.Master ?? stream.Playlist, stream.Media.TargetDuration);
    }

    private async Task<Playlist> LoadAsync(Uri playlist, CancellationToken ct)
    {
        var asked = await AskAsync(playlist, ct);
        return asked.Status != 200
            ? throw new CannotRun(
                $"{playlist} answers {asked.Status} {asked.Reason}{(asked.First("Location") is { } to ? $" (to {to}: give that URL)" : "")}: there is no playlist to look at."
            )
            : Parsed(playlist, asked);
    }

    private async Task<HttpAnswer> AskAsync(Uri playlist, CancellationToken ct)
    {
        try
        {
            var ask = HttpAsk.Get(playlist.PathAndQuery);
            return await FreshAnswer.ToAsync(Endpoint, ask, Timeout, ct);
        }
        catch (ExchangeFailed failed)
        {
            throw new CannotRun($"{playlist} cannot be had: {failed.Message}", failed);
        }
    }

    private static Playlist Parsed(Uri playlist, HttpAnswer answer)
    {
        try
        {
            return Playlist.Parse(answer.Body.Span, PlaylistReading.Lenient);
        }
        catch (PlaylistError error)
        {
            throw new CannotRun($"{playlist} is no playlist: {error.Message}", error);
        }
    }

    private string Newest(Uri playlist, MediaPlaylist media) =>
        media.Segments is [.., var newest]
            ? On(playlist, newest.Uri).PathAndQuery
            : throw new CannotRun($"{playlist} lists no segment.");

    private Uri On(Uri playlist, string reference) =>
        Uri.TryCreate(playlist, reference, out var found)
        && (found.Scheme, found.Authority) == (url.Scheme, url.Authority)
            ? BasicCredentials.Carried(playlist, found)
            : throw new CannotRun(
                $"{playlist} leads to {reference}, on another server: give the URL of a playlist there."
            );
}

/// <summary>What a target serves, as request targets.</summary>
/// <param name="Master">The multivariant playlist, where the URL is one.</param>
internal sealed record TargetStream(
    string? Master,
    string Playlist,
    MediaPlaylist Media,
    string Segment
);
