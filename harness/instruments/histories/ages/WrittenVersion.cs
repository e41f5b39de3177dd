namespace Verify.Instruments.Histories.Ages;

/// <summary>A version that the one writer of a key wrote.</summary>
/// <param name="Version">Higher than all before it.</param>
/// <param name="Call">When the write was sent, since any one moment that reads count from too.</param>
/// <param name="Return">When it was acknowledged; null if it never was: it may be there or not.</param>
public sealed record WrittenVersion(string Key, long Version, TimeSpan Call, TimeSpan? Return);

/// <summary>What was seen of a key through a colo (a location of the edge, with a cache of its own).</summary>
/// <param name="Version">Null if nothing was there.</param>
public sealed record SeenVersion(
    string Colo,
    string Key,
    TimeSpan Call,
    TimeSpan Return,
    long? Version
)
{
    public override string ToString() =>
        FormattableString.Invariant(
            $"{(Version is { } version ? $"version {version}" : "nothing")} of {Key} at {Colo}, asked at {Call.TotalSeconds:0.######} s"
        );
}
