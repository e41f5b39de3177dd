namespace Verify.Instruments.Playlists;

/// <summary>EXT-X-PART: a stretch of a segment that is published before the whole.</summary>
public sealed record MediaPart(
    string Uri,
    TimeSpan Duration,
    bool Independent,
    bool Gap,
    ByteRange? Range,
    int Line
);

/// <summary>EXT-X-SERVER-CONTROL: what the server offers to players that want to be close to the live edge.</summary>
public sealed record ServerControl(
    bool CanBlockReload,
    TimeSpan? CanSkipUntil,
    bool CanSkipDateRanges,
    TimeSpan? HoldBack,
    TimeSpan? PartHoldBack,
    int Line
);

/// <summary>EXT-X-PRELOAD-HINT: what will come next and may be asked for now.</summary>
/// <param name="Type">PART or MAP.</param>
public sealed record PreloadHint(
    string Type,
    string Uri,
    long RangeStart,
    long? RangeLength,
    int Line
);

/// <summary>EXT-X-RENDITION-REPORT: how far another rendition is.</summary>
public sealed record RenditionReport(string Uri, long? LastSequence, long? LastPart, int Line);

/// <summary>EXT-X-SKIP: segments that the player has from an earlier version.</summary>
public sealed record SkippedSegments(
    long Segments,
    IReadOnlyList<string> RemovedDateRanges,
    int Line
);
