using System.Security.Authentication;
using Verify.Instruments.Http;
using Verify.Instruments.Playlists;
using Verify.Scenarios.Lint;
using Verify.Swarm.Tally;

namespace Verify.Scenarios.Load;

/// <summary>One look before thousands: what is no stream is refused before anybody comes.</summary>
internal static class Preflight
{
    /// <exception cref="UsageError">There is no playlist at the URL, or none that a viewer could play.</exception>
    /// <exception cref="CannotRun">The server cannot be asked.</exception>
    public static async Task<LoadTarget> LookAsync(
        Uri url,
        bool insecure,
        VariantChoice choice,
        CancellationToken ct
    )
    {
        var source = new UrlLintSource(insecure);
        var (at, playlist) = await LoadAsync(source, url, ct);
        if (playlist is MediaPlaylist single)
            return Of(at, [(at, single)]);
        var media = new List<(Uri, MediaPlaylist)>();
        foreach (var variant in Chosen(at, (MultivariantPlaylist)playlist, choice))
        {
            var (there, loaded) = await LoadAsync(source, Link(at, variant), ct);
            media.Add(
                loaded is MediaPlaylist found
                    ? (there, found)
                    : throw new UsageError(
                        $"{at}:{variant.Line}: the variant {there} is itself a multivariant playlist, but must be a media playlist."
                    )
            );
        }
        return Of(at, media) with { IsMultivariant = true };
    }

    private static LoadTarget Of(Uri at, IReadOnlyList<(Uri At, MediaPlaylist Playlist)> media)
    {
        foreach (var (there, playlist) in media)
        {
            if (playlist.TargetDuration == TimeSpan.Zero)
                throw new UsageError(
                    $"{there}: EXT-X-TARGETDURATION is 0, and viewers reload by it; it is at least the longest EXTINF, rounded, and at least 1."
                );
            if (playlist is { Ended: true, Segments.Count: 0 })
                throw new UsageError(
                    $"{there}: it has ended (EXT-X-ENDLIST) and lists no segment: there is nothing to play."
                );
        }
        return new(
            at,
            media.Count,
            media.Max(one => one.Playlist.TargetDuration),
            media.All(one => one.Playlist.Ended) ? media.Max(one => one.Playlist.Duration) : null
        );
    }

    private static IEnumerable<Variant> Chosen(
        Uri at,
        MultivariantPlaylist playlist,
        VariantChoice choice
    ) =>
        playlist.Variants.Count == 0
            ? throw new UsageError(
                $"{at}: a multivariant playlist without variants (EXT-X-STREAM-INF): there is nothing to play."
            )
            : choice switch
            {
                VariantChoice.All => playlist.Variants,
                VariantChoice.Highest => [playlist.Variants.MaxBy(variant => variant.Bandwidth)!],
                _ => [playlist.Variants[0]],
            };

    private static Uri Link(Uri at, Variant variant) =>
        !Uri.TryCreate(at, variant.Uri, out var link)
            ? throw new UsageError(
                $"{at}:{variant.Line}: the variant's URI '{LintText.Printable(variant.Uri)}' is none."
            )
        : link.Scheme != at.Scheme || link.Authority != at.Authority
            ? throw new UsageError(
                $"{at}:{variant.Line}: the variant {link.AbsoluteUri} is on another server. Viewers of a load stay on the one under test; give the variant's own URL to load that."
            )
        : BasicCredentials.Carried(at, link);

    private static async Task<(Uri At, Playlist Playlist)> LoadAsync(
        UrlLintSource source,
        Uri url,
        CancellationToken ct
    )
    {
        try
        {
            var loaded = await source.LoadAsync(url.AbsoluteUri, ct);
            return (new(loaded.Name), LintParse.Of(loaded, strict: false, PlaylistContext.Unknown));
        }
        catch (CannotRun failed)
            when (failed.InnerException
                    is ExchangeFailed { InnerException: AuthenticationException }
            )
        {
            throw new CannotRun(
                $"{failed.Message} If only the certificate is the problem, --insecure accepts any.",
                failed
            );
        }
    }
}
