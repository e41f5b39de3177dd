using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Conformance;

namespace Verify.Scenarios.Lint;

/// <summary>All that a lint has found.</summary>
/// <param name="Remarks">What was done and what could not be checked.</param>
internal sealed record LintReport(
    string Source,
    IReadOnlyList<LintedPlaylist> Playlists,
    IReadOnlyList<LintFinding> Findings,
    IReadOnlyList<string> Remarks
)
{
    private const int FailExit = 1;
    private const int MalformedExit = 2;

    /// <summary>The first breach of the grammar, with file and line; null where there is none.</summary>
    public string? Malformed =>
        Findings.FirstOrDefault(found => found.Finding.Rule == "grammar") is { } found
            ? $"{found.Where}: {LintText.Printable(found.Finding.What)} ({found.Finding.Section})"
            : null;

    public int ExitCode =>
        Malformed is not null ? MalformedExit
        : Count(PlaylistSeverity.Error) > 0 ? FailExit
        : 0;

    public int Count(PlaylistSeverity severity) =>
        Findings.Count(found => found.Finding.Severity == severity);
}

/// <param name="Name">File or address.</param>
/// <param name="Versions">How many different versions were seen.</param>
internal sealed record LintedPlaylist(string Name, Playlist Playlist, int Looked, int Versions);

/// <summary>A finding and the playlist it is in.</summary>
internal sealed record LintFinding(string Playlist, PlaylistFinding Finding)
{
    public string Where =>
        LintText.Printable(Playlist) + (Finding.Line is { } line ? $":{line}" : "");
}

/// <summary>Text from outside on a terminal.</summary>
internal static class LintText
{
    /// <summary>Control characters written out: what a playlist says must not steer the terminal.</summary>
    public static string Printable(string text) =>
        text.Any(char.IsControl)
            ? string.Concat(text.Select(c => char.IsControl(c) ? $"\\x{(int)c:X2}" : $"{c}"))
            : text;
}
