using Verify.Instruments.Nginx.Inforce;
using Verify.Scenarios.Target;

namespace Verify.Scenarios.Rollouts;

/// <summary>A media playlist that a live nginx serves, and the files behind what viewers get.</summary>
/// <param name="Target">Where it is asked for.</param>
/// <param name="Server">Which server of the configuration answers there.</param>
/// <param name="Uri">As a request target.</param>
/// <param name="File">Where it lies; null where that is not on this machine, or cannot be told.</param>
/// <param name="Segment">The newest that it lists; null where it could not be read.</param>
/// <param name="SegmentFile">Where that lies.</param>
/// <param name="Master">The multivariant playlist that leads to it; null where viewers ask for it itself.</param>
internal sealed record LivePlaylist(
    TargetOrigin Target,
    ServerSelector Server,
    string Uri,
    string? File,
    string? Segment,
    string? SegmentFile,
    string? Master
)
{
    /// <summary>What viewers ask for, by what it is.</summary>
    public IEnumerable<(string Kind, string Uri)> Kinds =>
        new (string Kind, string? Uri)[]
        {
            ("playlist", Uri),
            ("segment", Segment),
            ("master playlist", Master),
        }
            .Where(one => one.Uri is not null)
            .Select(one => (one.Kind, one.Uri!));
}
