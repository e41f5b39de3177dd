using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>A kind of file, and what happens to it.</summary>
/// <param name="Extension">Of the probes of this kind; empty for the master playlist, which is one file.</param>
/// <param name="IsManifest">A media playlist, for which the change promises freshness.</param>
internal sealed record FileKind(
    string Name,
    InvalidationKind What,
    string Extension,
    bool IsManifest
)
{
    public string File(int number) =>
        $"verify-{What.ToString().ToLowerInvariant()}-{number}.{Extension}";
}
