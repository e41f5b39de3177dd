using Verify.Instruments.Invalidation;
using Verify.Instruments.Nginx.Probe;

namespace Verify.Scenarios.Invalidations;

/// <summary>What happens to files of a kind.</summary>
/// <param name="Id">What the figure of it is called, whatever its name becomes.</param>
/// <param name="Live">How the file of the stream is asked for whose location answers the probes too.</param>
/// <param name="IsManifest">A media playlist, for which the change promises freshness.</param>
/// <param name="Files">What is changed: probes beside it, or the file itself where there is one of its kind.</param>
internal sealed record FileChange(
    string Id,
    string Name,
    InvalidationKind What,
    string Live,
    bool IsManifest,
    IReadOnlyList<Probed> Files
);
