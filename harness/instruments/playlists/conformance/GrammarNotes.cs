namespace Verify.Instruments.Playlists.Conformance;

/// <summary>What a lenient reading got over, as findings.</summary>
internal static class GrammarNotes
{
    public const string Rule = "grammar";

    public static IEnumerable<PlaylistFinding> Of(Playlist playlist) =>
        playlist.Notes.Select(note => new PlaylistFinding(
            PlaylistSeverity.Error,
            note.Line > 0 ? note.Line : null,
            Rule,
            note.Section,
            note.What,
            $"hls.js and FFmpeg get over it ({note.Players}); other players may refuse the playlist",
            "write it as the section says"
        ));
}
