using System.Text;
using Verify.VideoPlatform.Settings;
using Verify.VideoPlatform.Transcoding;

namespace Verify.VideoPlatform.Api;

/// <summary>What a new video must be.</summary>
internal sealed class NewVideoRules(OutputSettings settings)
{
    private const int LongestTitle = 255;
    private const int LongestUrl = 2048;

    /// <returns>What is wrong, by the request's own names.</returns>
    public Dictionary<string, string[]> FaultsOf(NewVideoRequest request)
    {
        var faults = new Dictionary<string, string[]>();
        if (request.UserId is null)
            faults["user_id"] = ["A UUID is needed."];
        if (!IsTitle(request.Title))
            faults["title"] = [$"Text of 1 to {LongestTitle} characters is needed."];
        if (
            request.OriginalUrl is not { Length: > 0 and <= LongestUrl } url
            || VideoSource.Of(url, settings.Sources) is null
        )
            faults["original_url"] = ["A source that this platform is allowed to read is needed."];
        return faults;
    }

    // Characters as PostgreSQL counts them; it stores no NUL, and no half of a surrogate pair.
    private static bool IsTitle(string? title)
    {
        if (string.IsNullOrWhiteSpace(title) || title.Contains('\0', StringComparison.Ordinal))
            return false;
        var count = 0;
        var rest = title.AsSpan();
        while (!rest.IsEmpty)
        {
            if (
                Rune.DecodeFromUtf16(rest, out _, out var length)
                != System.Buffers.OperationStatus.Done
            )
                return false;
            rest = rest[length..];
            count++;
        }
        return count <= LongestTitle;
    }
}
