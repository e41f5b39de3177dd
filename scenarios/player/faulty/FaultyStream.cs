using System.Globalization;
using System.Text;

namespace Verify.Scenarios.Player.Faulty;

/// <summary>A live stream of real segments of a second, with a fault at a known moment: its playlist at any time.</summary>
internal static class FaultyStream
{
    public const string PlaylistName = "stream.m3u8";

    /// <summary>Short, so that a viewer's three target durations of buffer are over soon.</summary>
    public static readonly TimeSpan Segment = TimeSpan.FromSeconds(1);

    public const int Listed = 6;

    /// <summary>By then everybody plays, also where a decoder takes seconds to start.</summary>
    public static readonly TimeSpan FaultAt = TimeSpan.FromSeconds(8);

    /// <summary>
    /// Three target durations, and what has been published while its decoder started, are what a player has in hand: more
    /// than that, so that who does not notice the step itself notices that nothing new comes.
    /// </summary>
    public static readonly TimeSpan StepBack = TimeSpan.FromSeconds(8);

    /// <summary>Until the buffer is over, and what a player does then is seen in three more.</summary>
    public static readonly TimeSpan Watched = FaultAt + StepBack + TimeSpan.FromSeconds(3);

    /// <summary>All segments that are ever listed.</summary>
    public static int Segments => Listed + (int)(Watched / Segment) + 1;

    public static string PlaylistAt(FaultKind kind, TimeSpan elapsed)
    {
        var age =
            elapsed < FaultAt ? elapsed
            : kind == FaultKind.FrozenPlaylist ? FaultAt
            : kind == FaultKind.SequenceBackwards ? elapsed - StepBack
            : elapsed;
        var first = (int)(age / Segment);
        var text = new StringBuilder(
            $"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:{first}\n"
        );
        for (var number = first; number < Math.Min(first + Listed, Segments); number++)
            text.Append(CultureInfo.InvariantCulture, $"#EXTINF:1.0,\n{Uri(kind, number)}\n");
        return text.ToString();
    }

    // The one that is published when the fault begins is not there.
    private static string Uri(FaultKind kind, int number) =>
        kind == FaultKind.MissingSegment && number == Listed + (int)(FaultAt / Segment)
            ? "../segments/gone.ts"
            : string.Create(CultureInfo.InvariantCulture, $"../segments/{number}.ts");
}
