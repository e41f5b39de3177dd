using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Reading;
using Verify.Swarm.Exchange;

namespace Verify.Swarm.Viewers;

/// <summary>One version of a playlist, read once however many viewers are given it.</summary>
internal sealed class Listing
{
    private readonly byte[] body;

    private Listing(byte[] body, Playlist? playlist, IReadOnlyList<ListedSegment> segments)
    {
        (this.body, Playlist, Segments) = (body, playlist, segments);
        foreach (var segment in segments)
            Duration += segment.Duration;
    }

    /// <summary>Null where it is no playlist.</summary>
    public Playlist? Playlist { get; }

    public MediaPlaylist? Media => Playlist as MediaPlaylist;

    public IReadOnlyList<ListedSegment> Segments { get; }

    /// <summary>How long all that is listed plays.</summary>
    public TimeSpan Duration { get; }

    public bool Is(ReadOnlySpan<byte> other) => body.AsSpan().SequenceEqual(other);

    /// <summary>Whether a player would call it changed.</summary>
    public bool LooksLike(Listing other) =>
        ReferenceEquals(this, other)
        || (
            Media is { } a
            && other.Media is { } b
            && (a.Sequence, a.Segments.Count, a.Ended) == (b.Sequence, b.Segments.Count, b.Ended)
        );

    public static Listing Read(Uri url, ReadOnlySpan<byte> body)
    {
        try
        {
            var playlist = Playlist.Parse(body, PlaylistReading.Lenient);
            return new(
                body.ToArray(),
                playlist,
                playlist is MediaPlaylist media
                    ? [.. media.Segments.Select(segment => Listed(url, segment))]
                    : []
            );
        }
        catch (PlaylistError)
        {
            return new(body.ToArray(), null, []);
        }
    }

    private static ListedSegment Listed(Uri url, MediaSegment segment)
    {
        var at = Links.From(url, segment.Uri, out var wrong);
        return new(
            segment.Sequence,
            segment.Duration,
            at is null || segment.Gap ? null : Request.For(at, segment.Range),
            wrong,
            at?.AbsolutePath.EndsWith(".ts", StringComparison.OrdinalIgnoreCase) == true
        );
    }
}
