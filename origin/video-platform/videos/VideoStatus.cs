using System.Text.Json;

namespace Verify.VideoPlatform.Videos;

/// <summary>Where a video stands: PENDING_UPLOAD, then PROCESSING, then READY or FAILED.</summary>
internal enum VideoStatus
{
    PendingUpload,
    Processing,
    Ready,
    Failed,
}

/// <summary>Statuses as the database and the API spell them.</summary>
internal static class VideoStatusWord
{
    private static readonly Dictionary<string, VideoStatus> Statuses = Enum.GetValues<VideoStatus>()
        .ToDictionary(Of);

    public static string Of(VideoStatus status) =>
        JsonNamingPolicy.SnakeCaseUpper.ConvertName(status.ToString());

    public static VideoStatus Read(string word) => Statuses[word];
}
