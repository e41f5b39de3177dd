namespace Verify.Instruments.Playlists;

/// <summary>A playlist that breaks RFC 8216, with the line that does.</summary>
/// <param name="line">Counted from 1; 0 where no line is at fault but the whole.</param>
/// <param name="section">Of the standard that it breaks.</param>
public sealed class PlaylistError(int line, string what, string section)
    : Exception((line > 0 ? $"line {line}: {what}" : what) + $" ({section})")
{
    public int Line { get; } = line;

    /// <summary>What is wrong, without the line and the section.</summary>
    public string What { get; } = what;

    public string Section { get; } = section;
}
