namespace Verify.Instruments.Playlists.Reading;

/// <summary>What a reading does with a breach of the standard: stop there, or note it and go on.</summary>
internal sealed class PlaylistFaults(PlaylistReading reading, int most)
{
    private List<PlaylistNote>? notes;

    public bool Strict => reading == PlaylistReading.Strict;

    public IReadOnlyList<PlaylistNote> Notes => notes ?? (IReadOnlyList<PlaylistNote>)[];

    /// <param name="players">How players get over it.</param>
    public void Tolerate(PlaylistLine line, string what, string players) =>
        Tolerate(line.Number, what, line.Section, players);

    public void Tolerate(int line, string what, string section, string players)
    {
        if (Strict)
            throw new PlaylistError(line, what, section);
        notes ??= [];
        if (notes.Count < most)
            notes.Add(new(line, what, section, players));
    }
}
