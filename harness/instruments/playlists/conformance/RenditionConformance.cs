using static Verify.Instruments.Playlists.Conformance.PlaylistSeverity;

namespace Verify.Instruments.Playlists.Conformance;

/// <summary>The groups of EXT-X-MEDIA and the session's data (RFC 8216 sections 4.3.4.1 and 4.3.4.4).</summary>
internal static class RenditionConformance
{
    private const string Section = "RFC 8216 section 4.3.4.1";
    private const string Groups = "RFC 8216 section 4.3.4.1.1";

    private static readonly PlaylistRule DefaultNotSelected = new(
        "default-not-autoselect",
        Error,
        Section,
        "one attribute says to play it unasked, the other not to: players differ",
        "say AUTOSELECT=YES, or DEFAULT=NO"
    );

    private static readonly PlaylistRule SeveralDefaults = new(
        "several-defaults",
        Error,
        Groups,
        "which one plays is chance",
        "say DEFAULT=YES on one rendition of the group"
    );

    private static readonly PlaylistRule NameTwice = new(
        "rendition-name-twice",
        Error,
        Groups,
        "the menu shows two entries that look the same, or one of them",
        "give each rendition of the group a NAME of its own"
    );

    private static readonly PlaylistRule DataTwice = new(
        "session-data-twice",
        Error,
        "RFC 8216 section 4.3.4.4",
        "which of the two an application gets is chance",
        "one EXT-X-SESSION-DATA for each DATA-ID and LANGUAGE"
    );

    public static IEnumerable<PlaylistFinding> Of(MultivariantPlaylist playlist)
    {
        var names = new Dictionary<(string, string, string), int>();
        var defaults = new Dictionary<(string, string), MediaRendition>();
        foreach (var rendition in playlist.Renditions)
        {
            var group = (rendition.Type, rendition.GroupId);
            if (rendition is { Default: true, AutoSelect: false })
                yield return DefaultNotSelected.At(
                    rendition.Line,
                    $"'{rendition.Name}' has DEFAULT=YES and AUTOSELECT=NO"
                );
            if (rendition.Default && !defaults.TryAdd(group, rendition))
                yield return SeveralDefaults.At(
                    rendition.Line,
                    $"'{rendition.Name}' and '{defaults[group].Name}' are both the default of the {rendition.Type} group '{rendition.GroupId}'"
                );
            if (!names.TryAdd((rendition.Type, rendition.GroupId, rendition.Name), rendition.Line))
                yield return NameTwice.At(
                    rendition.Line,
                    $"the {rendition.Type} group '{rendition.GroupId}' has a second '{rendition.Name}'"
                );
        }
        var data = new HashSet<(string, string?)>();
        foreach (var datum in playlist.SessionData)
            if (!data.Add((datum.DataId, datum.Language)))
                yield return DataTwice.At(datum.Line, $"DATA-ID '{datum.DataId}' is given twice");
    }
}
