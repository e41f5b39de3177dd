using System.Text.Json;
using System.Text.Json.Nodes;
using Verify.Engine;

namespace Verify.Origin;

/// <summary>The swarm profiles that are shipped, merged with what the user sets.</summary>
public static class SwarmProfiles
{
    public const string Default = "default";

    private static readonly ProfileStore Store = new("swarm", SwarmKeys.Table);

    public static IReadOnlyList<string> Names => Store.Names;

    /// <param name="settings">As typed after <c>--set</c>: key=value.</param>
    /// <exception cref="UsageError">An unknown profile or key, or a value that is not allowed.</exception>
    public static SwarmProfile Get(string name, params IEnumerable<string> settings) =>
        Store.Merged(name, settings).Deserialize<SwarmProfile>(ProfileStore.Json)! with
        {
            Name = name,
        };

    /// <summary>The merged profile with derived, upstream and _profile.</summary>
    public static JsonObject Dump(SwarmProfile profile) =>
        Store.Dump(
            profile.Name,
            profile,
            (
                "derived",
                new Dictionary<string, int>
                {
                    ["rampDuration"] = (int)profile.RampDuration.TotalSeconds,
                }
            ),
            ("upstream", profile.Upstream)
        );
}
