namespace Verify.Instruments.Histories;

/// <summary>One operation of a client on one object.</summary>
/// <param name="Id">Unique in its history.</param>
/// <param name="Client">Who called it; a client calls again only after it got an answer.</param>
/// <param name="Key">The object: operations on different keys have nothing to do with each other.</param>
/// <param name="Call">When it was called, since any one moment; all clients read the same clock.</param>
/// <param name="Return">
/// When the answer came; null if none did. Such an operation may have happened at any moment after its call, or never.
/// </param>
public sealed record Operation(
    long Id,
    string Client,
    string Key,
    TimeSpan Call,
    TimeSpan? Return,
    Act Act
)
{
    /// <summary>It was answered.</summary>
    public bool IsComplete => Return is not null;

    /// <summary>As a reader would tell it: "write 3 by c7 (operation 12)".</summary>
    public override string ToString() => $"{Act} by {Client} (operation {Id})";
}
