namespace Verify.Instruments.Playlists.Conformance;

/// <summary>How much a breach matters.</summary>
public enum PlaylistSeverity
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>The standard says SHOULD, or it hurts some players.</summary>
    Warning,

    /// <summary>The standard says MUST.</summary>
    Error,
}

/// <summary>Where a playlist, or how it changes, is not what the standard asks for.</summary>
/// <param name="Line">Counted from 1; null where no line is at fault.</param>
/// <param name="Rule">The rule's name, which stays the same.</param>
/// <param name="Meaning">For a viewer.</param>
public sealed record PlaylistFinding(
    PlaylistSeverity Severity,
    int? Line,
    string Rule,
    string Section,
    string What,
    string Meaning,
    string Cure
);

/// <summary>What is the same in all findings of a kind.</summary>
internal sealed record PlaylistRule(
    string Id,
    PlaylistSeverity Severity,
    string Section,
    string Meaning,
    string Cure
)
{
    public PlaylistFinding At(int line, string what) =>
        new(Severity, line > 0 ? line : null, Id, Section, what, Meaning, Cure);
}
