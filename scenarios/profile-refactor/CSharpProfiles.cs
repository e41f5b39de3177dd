using System.Text.Json.Nodes;
using Verify.Origin.Profile;

namespace Verify.Scenarios.ProfileRefactor;

/// <summary>Every profile's values as the C# side has them, named as in <see cref="Results"/>.</summary>
internal static class CSharpProfiles
{
    public static IReadOnlyDictionary<string, JsonNode?> All() =>
        Profiles
            .Shipped.Origin.Names.Select(name => ($"origin {name}", Origin(name)))
            .Concat(Profiles.Shipped.Swarm.Names.Select(name => ($"swarm {name}", Swarm(name))))
            .ToDictionary(pair => pair.Item1, pair => (JsonNode?)pair.Item2);

    public static JsonObject Of(string kind, string name, params string[] settings) =>
        kind == "origin" ? Origin(name, settings) : Swarm(name, settings);

    private static JsonObject Origin(string name, params string[] settings) =>
        Profiles.Shipped.Origin.Dump(Profiles.Shipped.Origin.Get(name, settings));

    private static JsonObject Swarm(string name, params string[] settings) =>
        Profiles.Shipped.Swarm.Dump(Profiles.Shipped.Swarm.Get(name, settings));
}
