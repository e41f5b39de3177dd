namespace Verify.VideoPlatform.Videos;

/// <summary>A video's metadata, as stored and as cached.</summary>
/// <param name="HlsUrl">The object name of its master playlist, once it is ready.</param>
internal sealed record Video(
    Guid Id,
    Guid UserId,
    string Title,
    VideoStatus Status,
    string OriginalUrl,
    string? HlsUrl,
    DateTime CreatedAt,
    DateTime UpdatedAt
);

/// <summary>What a client says of a video that is to be stored.</summary>
internal sealed record NewVideo(Guid UserId, string Title, string OriginalUrl);
