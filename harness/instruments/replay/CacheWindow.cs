namespace Verify.Instruments.Replay;

/// <summary>How long a cached file can outlive what replaced it, from the configuration alone: (Low, High].</summary>
/// <remarks>
/// nginx asks <c>now - created &lt; valid</c> with <c>ngx_time()</c>, which counts whole seconds
/// (src/core/ngx_open_file_cache.c), so an entry made in second s dies when second s + N begins: it lives more
/// than N - 1 and at most N seconds, in step with the wall clock. A hit does not extend its life, and the request
/// that finds it expired opens the file anew. Each worker has a cache of its own, each with this window.
/// </remarks>
public readonly record struct CacheWindow(TimeSpan Low, TimeSpan High)
{
    /// <summary>No cache: every request sees the file that is there.</summary>
    public static readonly CacheWindow None = new(TimeSpan.Zero, TimeSpan.Zero);

    public override string ToString() =>
        High == TimeSpan.Zero ? "none" : $"({Low.TotalSeconds:0}, {High.TotalSeconds:0}] s";

    /// <summary>
    /// The longest that a file superseded at a moment can be served: an entry made up to then dies at the latest when
    /// the second that is High after the one of that moment begins.
    /// </summary>
    public TimeSpan LongestAfter(DateTimeOffset superseded)
    {
        var intoTheSecond = TimeSpan.FromTicks(superseded.UtcTicks % TimeSpan.TicksPerSecond);
        return High > intoTheSecond ? High - intoTheSecond : TimeSpan.Zero;
    }

    /// <param name="validSeconds">open_file_cache_valid, in the only unit it takes.</param>
    public static CacheWindow Predict(int validSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(validSeconds);
        // valid 0: "less than 0 seconds old" is never true, so each request revalidates.
        return validSeconds == 0
            ? None
            : new(TimeSpan.FromSeconds(validSeconds - 1), TimeSpan.FromSeconds(validSeconds));
    }
}
