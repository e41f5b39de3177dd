using Verify.Origin.Nginx;
using Verify.Origin.Profile;
using Verify.Scenarios.Changes;

namespace Verify.Scenarios.NginxCaching.Setup;

/// <summary>What the included origin has to be, and what the included change does, each with its reason.</summary>
internal sealed class Expectations(OriginProfile profile)
{
    /// <summary>
    /// HLS files are data: nothing on the mount is run (noexec), gives rights (nosuid) or is a device (nodev), and reading
    /// one writes nothing (noatime).
    /// </summary>
    public static readonly string[] MountFlags = ["noatime", "nodev", "nosuid", "noexec"];

    /// <summary>Declared and real rate may differ so much: MPEG-TS adds a few percent, filler rounds to whole frames.</summary>
    public const double BitratePercent = 15;

    /// <summary>What the change does, said independently of the edits that do it.</summary>
    public IReadOnlyList<ExpectedChange> Changes(NginxVariant variant)
    {
        ExpectedChange[] both =
        [
            new(
                "http",
                "open_file_cache",
                "max=10000 inactive=30s",
                $"max={profile.Derived.OpenFileCacheMax} inactive=30s",
                "three entries per file that can exist; 10000 was a guess"
            ),
            new(
                @"http/server/location ~ \.m3u8$",
                "open_file_cache_valid",
                null,
                "1s",
                "a playlist may be 1 s stale; the directive counts whole seconds, nginx refuses 500ms"
            ),
            new(
                @"http/server/location ~ \.m3u8$",
                "output_buffers",
                null,
                "1 4k",
                "a playlist fits into one small buffer"
            ),
            new(
                @"http/server/location ~ \.ts$",
                "output_buffers",
                null,
                "2 256k",
                "segments are read in large pieces"
            ),
        ];
        return variant == NginxVariant.Standalone
            ? both
            :
            [
                new("events", "multi_accept", null, "on", "the standalone variant already has it"),
                .. both,
            ];
    }
}
