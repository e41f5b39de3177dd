namespace Verify.Swarm.Tally;

/// <summary>Which variants of a multivariant playlist a viewer follows.</summary>
public enum VariantChoice
{
    /// <summary>The one listed first.</summary>
    First,

    /// <summary>Each of them, at the same time: what FFmpeg does when it maps every stream.</summary>
    All,

    /// <summary>The one of the highest bandwidth.</summary>
    Highest,

    /// <summary>The one listed first, and then the best that the measured throughput carries.</summary>
    Adaptive,
}

/// <summary>A load of HLS viewers, in plain values.</summary>
/// <param name="Target">The playlist as a request target, media or multivariant: /stream.m3u8.</param>
/// <param name="RampPerSecond">Viewers that start in a second, evenly spaced.</param>
/// <param name="Jitter">Each viewer starts later than its place in the ramp by a random part of this.</param>
/// <param name="Reconnect">
/// A playlist that failed is asked for again after 0, 1, 3, 7 ... s, as FFmpeg does, and given up where the next wait
/// would be longer than this; null gives up at once.
/// </param>
/// <param name="SegmentRetries">A segment is skipped after so many failures beyond the first.</param>
/// <param name="Timeout">A request unanswered for so long is a failure.</param>
/// <param name="Duration">From the first viewer's start to the end, ramp included.</param>
/// <param name="Seed">Random seed for the jitter, so that a run can be repeated.</param>
public sealed record SwarmPlan(
    string Target,
    int Viewers,
    double RampPerSecond,
    TimeSpan Jitter,
    VariantChoice Variant,
    TimeSpan? Reconnect,
    int SegmentRetries,
    TimeSpan Timeout,
    TimeSpan Duration,
    int Seed
)
{
    /// <summary>Every how manyth segment of a viewer is read whole and looked into: MPEG-TS sync every 188 bytes.</summary>
    public int CheckEvery { get; init; } = 10;

    /// <summary>https without asking who signed the certificate.</summary>
    public bool TrustsAnyCertificate { get; init; }

    /// <summary>
    /// A generator that is later than this itself (p99) judges nothing. A tenth of the shortest reload that a profile
    /// asks for (half of 1 s), unless a wider bound is judged.
    /// </summary>
    public TimeSpan LatenessLimit { get; init; } = TimeSpan.FromMilliseconds(50);
}
