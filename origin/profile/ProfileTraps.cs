using Verify.Engine.Record;

namespace Verify.Origin.Profile;

/// <summary>A value of the seed that is kept as it is and does not do what it seems to.</summary>
/// <param name="Text">What is true of the profile.</param>
/// <param name="Meaning">What it means for a viewer or an operator.</param>
/// <param name="Cure">What would cure it.</param>
/// <param name="Effect">What it does to a viewer.</param>
public sealed record ProfileTrap(string Text, string Meaning, string Cure, Effect Effect);

/// <summary>What a verification must report of a profile rather than copy silently.</summary>
public static class ProfileTraps
{
    public static IReadOnlyList<ProfileTrap> Of(OriginProfile profile) =>
        [
            .. new[]
            {
                ManifestAge(profile),
                SegmentAge(profile),
                Tmpfs(profile),
            }.OfType<ProfileTrap>(),
        ];

    private static ProfileTrap? ManifestAge(OriginProfile profile) =>
        profile.Cache.Manifest.MaxAge > 0
            ? null
            : new ProfileTrap(
                $"manifests say max-age=0: half of a {profile.Hls.SegmentDuration} s segment, rounded down to whole seconds",
                "a cache in front stores no playlist: every viewer's poll goes to the origin, "
                    + "and many viewers slow each other down",
                "round up: max-age=1",
                Effect.Slow
            );

    private static ProfileTrap? SegmentAge(OriginProfile profile)
    {
        var (age, lifetime) = (profile.Cache.Segment.MaxAge, profile.Derived.SegmentLifetimeSec);
        return age <= lifetime
            ? null
            : new ProfileTrap(
                $"segments say max-age={age} and are deleted after {lifetime} s",
                "caches keep segments that the origin no longer has; after an encoder restart, they serve old segments under "
                    + "the names of new ones, and viewers see old content",
                $"max-age={lifetime}, and segment names that are never reused",
                Effect.WrongContent
            );
    }

    private static ProfileTrap? Tmpfs(OriginProfile profile)
    {
        var derived = profile.Derived;
        var declared = profile.Streams.Sum(stream =>
            stream.Bitrate.Kbps + stream.AudioBitrate.Kbps
        );
        var assumed = derived.TotalBitrateKbps * derived.VariantCount;
        return declared <= assumed
            ? null
            : new ProfileTrap(
                $"the tmpfs of {derived.RecommendedTmpfsMB} MB is sized for {assumed} kbit/s, "
                    + $"{derived.VariantCount} times the single stream, but the ladder has {declared} kbit/s",
                "while nginx holds deleted segments open, the tmpfs can fill up; then the encoder stops",
                "size it from the sum of the ladder",
                Effect.Stall
            );
    }
}
