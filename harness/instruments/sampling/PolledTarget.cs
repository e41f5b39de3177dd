using Verify.Instruments.Http;

namespace Verify.Instruments.Sampling;

/// <summary>A target that one worker is asked for again and again, at dithered moments.</summary>
/// <param name="from">When asking begins.</param>
/// <param name="pace">The length of the next stretch, in which it is asked for once; null ends it.</param>
/// <param name="saw">Told of each sighting, one at a time.</param>
internal sealed class PolledTarget(
    string target,
    Instant from,
    Func<TimeSpan?> pace,
    Action<Sighting> saw,
    Random random
)
{
    private Instant stretch = from;

    public HttpAsk Ask { get; } = HttpAsk.Get(target);

    public void Saw(Sighting seen) => saw(seen);

    /// <summary>
    /// When it is due next, or null where it has come to its end. Anywhere within its stretch, so that no phase is
    /// kept; whatever a busy machine kept from being asked in time is left out, not caught up with in a burst.
    /// </summary>
    public Instant? Next()
    {
        if (pace() is not { } length)
            return null;
        var begins = stretch + length < Instant.Now ? Instant.Now : stretch;
        stretch = begins + length;
        return begins + (length * random.NextDouble());
    }
}
