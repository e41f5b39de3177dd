namespace Verify.Instruments.Eviction;

/// <summary>
/// A file that a worker has in its cache, and strangers: requests for files that are not there, which may drive it out.
/// </summary>
/// <param name="Name">Begins the names of its files, and must be new to the server: a 404 may be remembered.</param>
/// <param name="Folder">Where the files lie that are served.</param>
/// <param name="Strangers">How many distinct ones are asked for, between two looks at the file.</param>
public sealed record EvictionProbe(
    string Name,
    string Folder,
    int Strangers,
    int Rounds,
    Random Random
)
{
    /// <summary>The request target under which the folder is served.</summary>
    public string Below { get; init; } = "/";

    public string Extension { get; init; } = ".ts";

    /// <summary>Of the strangers: it decides in which location they are asked for.</summary>
    public string StrangersExtension { get; init; } = ".ts";

    /// <summary>
    /// Each round starts after a random part of this, so that ten of them fall all over a second: nginx's caches
    /// count in whole ones.
    /// </summary>
    public TimeSpan PhasePeriod { get; init; } = TimeSpan.FromMilliseconds(100);
}
