using Verify.VideoPlatform.Videos;

namespace Verify.VideoPlatform.Api;

/// <summary>A video as clients are given it.</summary>
/// <param name="HlsUrl">Where it is played from, once it is ready.</param>
internal sealed record VideoAnswer(
    Guid Id,
    Guid UserId,
    string Title,
    VideoStatus Status,
    string OriginalUrl,
    string? HlsUrl,
    DateTime CreatedAt,
    DateTime UpdatedAt
);

/// <summary>Makes answers of videos: what is cached knows no CDN, so that a CDN can change.</summary>
internal sealed class VideoAnswers(Uri cdn)
{
    private readonly string root = cdn.ToString().TrimEnd('/');

    public VideoAnswer Of(Video video) =>
        new(
            video.Id,
            video.UserId,
            video.Title,
            video.Status,
            video.OriginalUrl,
            video is { Status: VideoStatus.Ready, HlsUrl: { } name } ? $"{root}/{name}" : null,
            video.CreatedAt,
            video.UpdatedAt
        );
}
