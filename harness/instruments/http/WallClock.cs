namespace Verify.Instruments.Http;

/// <summary>What the wall clock showed at a moment of the monotonic one, so that others can be told by it.</summary>
public readonly record struct WallClock(Instant At, DateTimeOffset Shown)
{
    // Both clocks read without losing the processor in between; a few tries are enough on any machine.
    private static readonly TimeSpan Together = TimeSpan.FromMicroseconds(20);
    private const int MostTries = 100;

    public DateTimeOffset Of(Instant moment) => Shown + (moment - At);

    /// <summary>Reads both clocks at as nearly one moment as can be had.</summary>
    public static WallClock Read()
    {
        var (best, least) = (default(WallClock), TimeSpan.MaxValue);
        for (var i = 0; i < MostTries && least > Together; i++)
        {
            var before = Instant.Now;
            var shown = TimeProvider.System.GetUtcNow();
            var apart = Instant.Now - before;
            if (apart < least)
                (best, least) = (new(before + (apart / 2), shown), apart);
        }
        return best;
    }
}
