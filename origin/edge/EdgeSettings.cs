namespace Verify.Origin.Edge;

/// <summary>What an edge in front of the object storage is made of, whatever its design.</summary>
/// <param name="Port">Where it listens, at the loopback.</param>
/// <param name="Storage">The storage's name and port, as the edge asks for it.</param>
/// <param name="Bucket">The bucket that holds hls/.</param>
/// <param name="Folder">Where it keeps its cache, its logs and its pid.</param>
public sealed record EdgeSettings(int Port, string Storage, string Bucket, string Folder)
{
    /// <summary>How long a playlist may be kept: an hour in the design.</summary>
    public TimeSpan PlaylistValid { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a segment may be kept: a week in the design.</summary>
    public TimeSpan SegmentValid { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long what nobody asks for is kept.</summary>
    public TimeSpan Inactive { get; init; } = TimeSpan.FromDays(7);

    /// <summary>As nginx writes a time.</summary>
    internal static string Time(TimeSpan time) => $"{(long)Math.Ceiling(time.TotalSeconds)}s";

    /// <summary>As Cache-Control counts.</summary>
    internal static long Seconds(TimeSpan time) => (long)Math.Ceiling(time.TotalSeconds);
}
