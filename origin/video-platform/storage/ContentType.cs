namespace Verify.VideoPlatform.Storage;

/// <summary>The media type of what is stored.</summary>
internal static class ContentType
{
    public static string Of(string name) =>
        Path.GetExtension(name) switch
        {
            ".m3u8" => "application/vnd.apple.mpegurl",
            ".ts" => "video/mp2t",
            _ => "application/octet-stream",
        };
}
