namespace Verify.Scenarios.Figures;

/// <summary>All bounds of what is measured, each with its reason.</summary>
internal static class Bounds
{
    /// <summary>
    /// What the control (no cache) may show at most, and so the least that is told apart: scheduling and one round
    /// trip on a machine that also encodes and serves.
    /// </summary>
    public static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(100);

    /// <summary>open_file_cache counts whole seconds: valid N serves an old file for (N-1, N] s.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>open_file_cache_valid 10s, by the same rule; also for whatever the change leaves alone.</summary>
    public static readonly TimeSpan Unchanged = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long freshness is watched: two lives of the oldest entry there can be and a little, so that a whole life lies
    /// in it whatever the phase at which the watching begins; as long for shorter ones, for their number.
    /// </summary>
    public static TimeSpan Watching(TimeSpan longest) =>
        2
            * (
                longest < Unchanged ? Unchanged
                : longest > LongestWatched ? LongestWatched
                : longest
            )
        + TimeSpan.FromSeconds(2);

    /// <summary>nginx's own default of open_file_cache_valid: what lives longer is not waited for.</summary>
    public static readonly TimeSpan LongestWatched = TimeSpan.FromSeconds(60);

    /// <summary>The bound of a maximum lies at most this share above it, or the maximum is not known well enough.</summary>
    public const double BoundWithin = 0.10;

    /// <summary>
    /// A claim that rests on random draws may miss by chance once in a million: twenty runs of a few dozen such claims
    /// then still have one verdict, but for one in two thousand.
    /// </summary>
    public const double FalseAlarm = 1e-6;

    /// <summary>FFmpeg reports its progress every half second: over the 22 s watched that is an error of 2 to 3 %.</summary>
    public const double EncoderPace = 0.97;

    /// <summary>The default swarm has arrived after 10 s: as long again with all of it.</summary>
    public static readonly TimeSpan Load = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long a viewer plays: the longest that an entry may live which it meets on joining, and as much again as it has
    /// in hand then, in which what that has done to it is seen.
    /// </summary>
    public static TimeSpan Playing(TimeSpan segment) => Unchanged + (3 * segment);

    /// <summary>
    /// All that a first picture takes has been published: two answers on loopback and a decoder's start. Whoever waits
    /// for longer than a segment lasts has waited for the next one.
    /// </summary>
    public static TimeSpan FirstPicture(TimeSpan segment) => segment;

    /// <summary>One picture in twenty is missing: a viewer sees it jerk.</summary>
    public const double DroppedPictures = 0.05;

    /// <summary>
    /// A player starts three target durations behind (RFC 8216 section 6.3.3). Two of them may pass before it learns of the
    /// next segment, the encoder's own and its own between two loads: a cache that hides it for less than the third
    /// cannot make it stall.
    /// </summary>
    public static TimeSpan HarmlessStaleness(TimeSpan segment) => segment;

    /// <summary>
    /// From the start of one block to that of the next, where baseline and candidate are loaded in turn: a viewer joins,
    /// reloads and fetches what is new; and with one publication in each segment's duration every block meets the encoder
    /// at the same phase.
    /// </summary>
    public static TimeSpan BlockSlot(TimeSpan segment) => 2 * segment;

    /// <summary>A block leaves a quarter of a second to end connections and to read counters before the next.</summary>
    public static TimeSpan Block(TimeSpan segment) =>
        BlockSlot(segment) - TimeSpan.FromMilliseconds(250);

    /// <summary>In which all viewers of a block arrive: of a block of a few seconds it leaves nearly all to all of them.</summary>
    public static readonly TimeSpan BlockRamp = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// How much later the candidate may answer than the baseline: a tenth of what an answer may take. A viewer plays from
    /// a buffer of three target durations, of which that is a sixtieth.
    /// </summary>
    public static TimeSpan Slower(TimeSpan segment) => SegmentLatency(segment) / 10;

    /// <summary>
    /// How much more processor time a request may cost the candidate than the baseline: a server that is filled to two
    /// thirds when most viewers watch has half as much again left.
    /// </summary>
    public const double DearerShare = 0.5;

    /// <summary>
    /// A segment answered later than half its duration leaves a player no time to catch up; loopback needs
    /// milliseconds.
    /// </summary>
    public static TimeSpan SegmentLatency(TimeSpan segment) => segment / 2;

    /// <summary>
    /// The generator's own lateness counts into the latency above: at a quarter of the bound it cannot decide.
    /// </summary>
    public static TimeSpan GeneratorLateness(TimeSpan segment) => SegmentLatency(segment) / 4;
}
