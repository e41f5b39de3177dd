namespace Verify.VideoPlatform.Transcoding;

/// <summary>One rendition of the ladder.</summary>
/// <param name="Bitrate">Of its video, in bit/s.</param>
internal sealed record Rung(int Width, int Height, int Bitrate)
{
    public const string Playlist = "index.m3u8";

    /// <summary>The ladder of every video.</summary>
    public static IReadOnlyList<Rung> Ladder { get; } =
    [new(640, 360, 800_000), new(320, 180, 250_000)];

    public string Name => $"{Height}p";
}
