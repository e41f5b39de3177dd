using Verify.Instruments.Replay;

namespace Verify.Instruments.Invalidation;

/// <summary>What happens to the file whose old state is then waited out.</summary>
public enum InvalidationKind
{
    /// <summary>Another file takes its name (rename).</summary>
    Replaced,

    /// <summary>Asked for too early, and a 404; then it is there.</summary>
    Appeared,

    /// <summary>It is deleted.</summary>
    Deleted,
}

/// <summary>One change to one file, and how its effect is looked for.</summary>
/// <param name="Name">What it is called in the report: manifest replaced, early segment.</param>
/// <param name="File">Where it lies. What was there before is put back; what was not is removed.</param>
/// <param name="Target">How it is asked for, such as /stream.m3u8.</param>
public sealed record InvalidationProbe(
    string Name,
    InvalidationKind Kind,
    string File,
    string Target
)
{
    /// <summary>What the file holds before the change.</summary>
    public ReadOnlyMemory<byte> Old { get; init; } = "before the change\n"u8.ToArray();

    /// <summary>What it holds after.</summary>
    public ReadOnlyMemory<byte> New { get; init; } = "after the change\n"u8.ToArray();

    /// <summary>
    /// The window that each endpoint, by its name, is expected to have: when to look closely. It changes no result but
    /// how finely that is known.
    /// </summary>
    public IReadOnlyDictionary<string, CacheWindow> Expected { get; init; } =
        new Dictionary<string, CacheWindow>();
}
