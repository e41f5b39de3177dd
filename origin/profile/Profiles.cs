using System.Text.Json.Nodes;
using Verify.Engine;

namespace Verify.Origin.Profile;

/// <summary>The profiles there are: those of the origin and those of the swarm.</summary>
public sealed record Profiles(
    ProfileSystem<OriginProfile> Origin,
    ProfileSystem<SwarmProfile> Swarm
)
{
    /// <summary>The profile of either kind that is taken where none is named.</summary>
    public const string Default = "default";

    public static Profiles Shipped { get; } =
        new(
            ShippedProfiles.Of<OriginProfile>(
                new("origin", OriginKeys.Table, ReadOrigin, WriteOrigin)
            ),
            ShippedProfiles.Of<SwarmProfile>(new("swarm", SwarmKeys.Table, ReadSwarm, WriteSwarm))
        );

    private static OriginProfile ReadOrigin(string name, JsonObject merged)
    {
        var profile = ProfileJson.Read<OriginProfile>(merged) with { Name = name };
        return OriginClashes.In(profile) is { } clash ? throw new UsageError(clash) : profile;
    }

    private static JsonObject WriteOrigin(OriginProfile profile)
    {
        var dump = ProfileJson.Tree(profile);
        dump["derived"] = ProfileJson.Tree(profile.Derived);
        dump["cache"] = ProfileJson.Tree(profile.Cache);
        // The seed exports these two beside the settings that they belong to.
        dump["encoder"]!["gopSize"] = profile.Derived.GopSize;
        dump["hlsFlags"] = string.Join('+', profile.Hls.Flags);
        return dump;
    }

    private static SwarmProfile ReadSwarm(string name, JsonObject merged) =>
        ProfileJson.Read<SwarmProfile>(merged) with
        {
            Name = name,
        };

    private static JsonObject WriteSwarm(SwarmProfile profile)
    {
        var dump = ProfileJson.Tree(profile);
        dump["derived"] = new JsonObject
        {
            ["rampDuration"] = (int)profile.RampDuration.TotalSeconds,
        };
        dump["upstream"] = ProfileJson.Tree(profile.Upstream);
        return dump;
    }
}
