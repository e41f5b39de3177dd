using Verify.Instruments.Http;

namespace Verify.Swarm.Viewers;

/// <summary>What a player holds to play: it starts with the first whole segment and stalls when it runs dry.</summary>
/// <remarks>Kept as the moment at which what was fetched has been played; nothing needs to tick.</remarks>
public sealed class PlaybackBuffer
{
    private Instant? dryAt;

    public bool Playing => dryAt is not null;

    public int Stalls { get; private set; }

    public TimeSpan Stalled { get; private set; }

    /// <summary>How much is left to play at a moment.</summary>
    public TimeSpan Left(Instant now) => dryAt is { } dry && dry > now ? dry - now : TimeSpan.Zero;

    /// <summary>It plays, and has nothing to play: a stall that has not ended.</summary>
    public bool IsDry(Instant now) => dryAt is { } dry && dry < now;

    public void Add(Instant arrived, TimeSpan duration)
    {
        if (dryAt is { } dry && arrived <= dry)
        {
            dryAt = dry + duration;
            return;
        }
        Count(arrived);
        dryAt = arrived + duration;
    }

    /// <summary>The viewer looked until now; a stall that lasts still counts as far as it got.</summary>
    public void End(Instant now)
    {
        Count(now);
        dryAt = null;
    }

    private void Count(Instant now)
    {
        if (dryAt is not { } dry || now <= dry)
            return;
        Stalls++;
        Stalled += now - dry;
    }
}
