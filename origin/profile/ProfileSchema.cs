using System.Text.Json.Nodes;
using Verify.Origin.Keys;

namespace Verify.Origin.Profile;

/// <summary>The JSON schema of a file of profiles, made from the tables of keys, for editors.</summary>
/// <remarks>
/// It cannot say what more than one value is at fault for: what a name in "extends" stands for, two variants or two
/// playlists of one name, and a key that is given twice.
/// </remarks>
public static class ProfileSchema
{
    public static JsonObject Document()
    {
        var (origin, swarm) = (Profiles.Shipped.Origin, Profiles.Shipped.Swarm);
        return new()
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Profiles of one's own for Verify (--profiles FILE)",
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                [ProfileFile.Schema] = new JsonObject { ["type"] = "string" },
                [origin.Kind] = Kind(origin, "how a stream is encoded and served"),
                [swarm.Kind] = Kind(
                    swarm,
                    "how many viewers come, how fast, and how patient they are"
                ),
            },
            ["additionalProperties"] = false,
            ["anyOf"] = Each([origin.Kind, swarm.Kind], kind => Required([kind])),
            ["definitions"] = new JsonObject
            {
                [origin.Kind] = Profile(origin),
                [swarm.Kind] = Profile(swarm),
            },
        };
    }

    private static JsonObject Kind<TConfig>(ProfileSystem<TConfig> shipped, string meaning)
        where TConfig : IProfile =>
        new()
        {
            ["description"] = $"{shipped.Kind} profiles: {meaning}",
            ["type"] = "object",
            ["minProperties"] = 1,
            ["propertyNames"] = new JsonObject
            {
                ["pattern"] = KeySchema.Whole(ProfileWords.Name),
                ["not"] = new JsonObject
                {
                    ["enum"] = Each([ShippedProfiles.Base, .. shipped.Names], name => name),
                },
            },
            ["additionalProperties"] = new JsonObject
            {
                ["$ref"] = $"#/definitions/{shipped.Kind}",
            },
        };

    private static JsonObject Profile<TConfig>(ProfileSystem<TConfig> shipped)
        where TConfig : IProfile
    {
        var profile = KeySchema.Of(shipped.Keys.After(ProfileWords.Keys));
        // Any name will do, and these are offered.
        profile["properties"]![ProfileWords.Extends]!["examples"] = Each(
            shipped.Names,
            name => name
        );
        // Where there is a base every key has a value already.
        if (shipped.MissingInBase is { Count: > 0 } missing)
            profile["anyOf"] = new JsonArray(Required([ProfileWords.Extends]), Required(missing));
        return profile;
    }

    private static JsonObject Required(IEnumerable<string> names) =>
        new() { ["required"] = Each(names, name => name) };

    private static JsonArray Each(IEnumerable<string> words, Func<string, JsonNode> node) =>
        new([.. words.Select(node)]);
}
