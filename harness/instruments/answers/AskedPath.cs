namespace Verify.Instruments.Answers;

/// <summary>A request target, and what it is to a player.</summary>
/// <param name="Kind">playlist, segment, master, or one that is missing: what a difference is told by.</param>
/// <param name="Published">The bytes on disk; null where nothing is, or where they change from moment to moment.</param>
/// <param name="IsMissing">Nothing is published there.</param>
public sealed record AskedPath(
    string Kind,
    string Target,
    ReadOnlyMemory<byte>? Published = null,
    bool IsMissing = false
)
{
    /// <summary>New versions take its place while it is asked for: what differs from answer to answer is not compared.</summary>
    public bool Moves => Published is null && !IsMissing;
}
