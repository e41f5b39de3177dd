using Verify.Origin.Profile;

namespace Verify.Scenarios.NginxCaching.Setup;

/// <summary>How large the tmpfs has to be for the stream: as the profile says, where that holds it.</summary>
internal static class TmpfsRoom
{
    private const double KilobitsPerMegabyte = 8 * 1024;

    // A segment that was deleted stays for as long as a worker's cache has it open (inactive=30s): once more all that is on disk.
    private const int WithOpenFiles = 2;

    // As the profile's own formula has it, for whatever else there is.
    private const int MarginMegabytes = 64;

    public static int Megabytes(OriginProfile profile) =>
        IsTooSmall(profile)
            ? Math.Max(profile.Derived.RecommendedTmpfsMB, Needed(profile))
            : profile.Derived.RecommendedTmpfsMB;

    /// <summary>Says that it is not the profile's size, and why.</summary>
    public static void Tell(Step step, OriginProfile profile)
    {
        if (profile.Tmpfs.Type != "tmpfs")
            return;
        if (Megabytes(profile) is var made && made != profile.Derived.RecommendedTmpfsMB)
            step.Find(
                $"the tmpfs is made with {made} MB, where the profile says {profile.Derived.RecommendedTmpfsMB}: that is sized from {profile.Derived.TotalBitrateKbps} kbit/s for each of {profile.Variants.Count} variants, and they have {Ladder(profile)} in all",
                "on the profile's size the encoder runs out of room once viewers keep deleted segments open, and empty segments are listed and served with 200",
                "size it from the sum of the ladder, and twice: what nginx has open stays on it after it was deleted",
                kind: FindingKind.Before,
                effect: Effect.Stall
            );
    }

    // The formula counts the single stream as often as there are variants: only a heavier ladder is more than it allows for.
    private static bool IsTooSmall(OriginProfile profile) =>
        profile.Multibitrate
        && Ladder(profile) > profile.Derived.TotalBitrateKbps * profile.Variants.Count;

    private static int Needed(OriginProfile profile) =>
        MarginMegabytes
        + (int)
            Math.Ceiling(
                (double)Ladder(profile)
                    * (profile.Derived.SegmentLifetimeSec + profile.Hls.SegmentDuration)
                    * WithOpenFiles
                    / KilobitsPerMegabyte
            );

    private static int Ladder(OriginProfile profile) =>
        profile.Streams.Sum(one => one.Bitrate.Kbps + one.AudioBitrate.Kbps);
}
