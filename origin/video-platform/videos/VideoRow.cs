namespace Verify.VideoPlatform.Videos;

/// <summary>A row of the table, its columns in the order and under the names that Dapper matches.</summary>
internal sealed record VideoRow(
    Guid Id,
    Guid UserId,
    string Title,
    string Status,
    string OriginalUrl,
    string? HlsUrl,
    DateTime CreatedAt,
    DateTime UpdatedAt
)
{
    public const string Columns =
        "id, user_id AS UserId, title, status, original_url AS OriginalUrl, hls_url AS HlsUrl, "
        + "created_at AS CreatedAt, updated_at AS UpdatedAt";

    public Video Video =>
        new(
            Id,
            UserId,
            Title,
            VideoStatusWord.Read(Status),
            OriginalUrl,
            HlsUrl,
            CreatedAt,
            UpdatedAt
        );
}
