using System.Text.Json;
using Verify.Fixtures.Workerd.Given;

namespace Verify.Scenarios.ConfigConsistency.Own;

/// <summary>A worker of the user's, and how a run asks it, changes what it reads, and tells it to write.</summary>
/// <param name="Folder">Where it was read.</param>
/// <param name="Sha256">Of each file that was read, by its path.</param>
/// <param name="ConfigPath">What answers with a channel's configuration; null where nothing does.</param>
/// <param name="StatePath">The same of its state.</param>
internal sealed record OwnTrial(
    string Folder,
    IReadOnlyDictionary<string, string> Sha256,
    GivenWorker Worker,
    string? ConfigPath,
    string? StatePath
)
{
    public SourceChange? Update { get; init; }

    /// <summary>Seconds in which each colo is promised to see an update; null where nothing is promised.</summary>
    public double? SeenWithin { get; init; }

    public WorkerRequest? Invalidate { get; init; }

    /// <summary>The same after an invalidation.</summary>
    public double? InvalidatedWithin { get; init; }

    public WorkerRequest? Write { get; init; }

    public string Json() => JsonSerializer.Serialize(this);

    public static OwnTrial Of(string json) => JsonSerializer.Deserialize<OwnTrial>(json)!;
}
