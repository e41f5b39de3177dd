using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Conformance;

namespace Verify.Scenarios.Lint;

/// <summary>Where playlists and segments come from.</summary>
internal interface ILintSource
{
    /// <summary>It may change while it is looked at.</summary>
    bool CanWatch { get; }

    /// <exception cref="Engine.UsageError">The first playlist is not there.</exception>
    /// <exception cref="Engine.CannotRun">It cannot be asked for.</exception>
    Task<LoadedPlaylist> LoadAsync(string name, CancellationToken ct);

    /// <returns>The name of what a playlist refers to; null where it cannot be loaded from here.</returns>
    string? Resolve(string playlist, string reference);

    /// <summary>Whether a segment is there, how large it is, and how it begins.</summary>
    Task<SegmentLook> LookAsync(string name, ByteRange? range, CancellationToken ct);
}

/// <param name="Name">Where it came from in the end, after redirects.</param>
/// <param name="Findings">About how it was delivered.</param>
internal sealed record LoadedPlaylist(
    string Name,
    ReadOnlyMemory<byte> Bytes,
    IReadOnlyList<PlaylistFinding> Findings
);

/// <param name="Missing">Why it is not there, or null.</param>
/// <param name="Unknown">Why it could not be told, or null.</param>
internal sealed record SegmentLook(
    string? Missing,
    string? Unknown,
    long Bytes,
    ReadOnlyMemory<byte> Start
);
