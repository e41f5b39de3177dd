using Verify.VideoPlatform.Videos;

namespace Verify.VideoPlatform.Api;

/// <summary>What a client sends to store a video.</summary>
internal sealed record NewVideoRequest(Guid? UserId, string? Title, string? OriginalUrl)
{
    public NewVideo Video => new(UserId!.Value, Title!, OriginalUrl!);
}
