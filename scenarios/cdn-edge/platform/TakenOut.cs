namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>What a test takes out of the cured design, to see who notices.</summary>
internal sealed record TakenOut
{
    public static TakenOut Nothing { get; } = new();

    /// <summary>Traits of the platform in the place of the design's own (VIDEO_...).</summary>
    public IReadOnlyDictionary<string, string> Traits { get; init; } =
        new Dictionary<string, string>();

    /// <summary>An edit of the edge's nginx.conf.</summary>
    public Func<string, string> Edge { get; init; } = text => text;
}
