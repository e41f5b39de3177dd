using Verify.Instruments.Http;
using Verify.Instruments.Playlists;
using Verify.Swarm.Exchange;

namespace Verify.Swarm.Viewers;

/// <summary>A playlist's URL, and the versions of it that viewers were given of late.</summary>
internal sealed class PlaylistAddress(Uri url)
{
    // Caches that know nothing of each other serve versions of some ten seconds side by side.
    private const int Remembered = 16;

    private readonly Listing?[] recent = new Listing?[Remembered];
    private int newest;
    private long furthest = -1;
    private Instant advanced;
    private int followers;

    public Uri Url => url;

    public Request Request { get; } = Request.For(url);

    public TimeSpan TargetDuration { get; private set; }

    /// <summary>Times that it went on, its first version counted.</summary>
    public int Versions { get; private set; }

    /// <summary>The longest that no version went further than those before.</summary>
    public TimeSpan Standstill { get; private set; }

    /// <summary>Of a presentation that has ended.</summary>
    public TimeSpan? Length { get; private set; }

    public Listing Read(ReadOnlySpan<byte> body)
    {
        for (var i = 0; i < Remembered; i++)
            if (recent[(newest + Remembered - i) % Remembered] is { } known && known.Is(body))
                return known;
        var listing = Listing.Read(url, body);
        newest = (newest + 1) % Remembered;
        recent[newest] = listing;
        if (listing.Media is { } media)
            Note(media, listing);
        return listing;
    }

    /// <summary>One more looks at it; while nobody did, it stood still for nobody.</summary>
    public void Follow(Instant now)
    {
        if (followers++ == 0 && Versions > 0)
            advanced = now;
    }

    /// <summary>One less looks at it.</summary>
    public void Leave(Instant now)
    {
        if (--followers == 0 && Versions > 0 && Length is null)
            Note(now);
    }

    private void Note(MediaPlaylist media, Listing listing)
    {
        TargetDuration = media.TargetDuration;
        if (media.Ended)
            Length = listing.Duration;
        if (media.NextSequence <= furthest)
            return;
        furthest = media.NextSequence;
        var now = Instant.Now;
        if (Versions++ > 0 && followers > 0)
            Note(now);
        advanced = now;
    }

    private void Note(Instant now)
    {
        if (now - advanced > Standstill)
            Standstill = now - advanced;
    }
}
