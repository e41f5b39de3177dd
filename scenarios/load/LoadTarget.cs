namespace Verify.Scenarios.Load;

/// <summary>What a load is sent to, as one look at it said.</summary>
/// <param name="Url">Where the playlist is in the end, after redirects.</param>
/// <param name="Playlists">Media playlists that each viewer follows.</param>
/// <param name="Length">How long a presentation that has ended plays; null for a live one.</param>
internal sealed record LoadTarget(Uri Url, int Playlists, TimeSpan TargetDuration, TimeSpan? Length)
{
    /// <summary>The URL's own playlist names the variants that viewers choose from.</summary>
    public bool IsMultivariant { get; init; }

    public bool IsLive => Length is null;

    /// <summary>RFC 8216 section 6.2.1: a new version of a live playlist within 1.5 target durations of the last.</summary>
    public TimeSpan NewVersionWithin => TargetDuration * 1.5;

    /// <summary>Half a target duration more: so seldom a single viewer looks at a playlist that has not changed.</summary>
    public TimeSpan LongestStandstill => NewVersionWithin + (TargetDuration / 2);

    public override string ToString() =>
        (Length is { } length ? $"ended, {FigureText.Seconds(length)} long" : "live")
        + $", target duration {FigureText.Seconds(TargetDuration)}"
        + (Playlists > 1 ? $", {Playlists} variants" : "");
}
