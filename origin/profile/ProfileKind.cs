using System.Text.Json.Nodes;
using Verify.Origin.Keys;

namespace Verify.Origin.Profile;

/// <summary>A configuration that a profile gives.</summary>
public interface IProfile
{
    /// <summary>The profile's name.</summary>
    string Name { get; }
}

/// <summary>A kind of profile: its keys, and how a merged one is read and written.</summary>
/// <param name="Name">As in "origin profile".</param>
/// <param name="Read">From a profile's name and its merged values; refuses what no single value is at fault for.</param>
/// <param name="Write">With what follows from the configuration beside its values.</param>
public sealed record ProfileKind<TConfig>(
    string Name,
    KeyTable Keys,
    Func<string, JsonObject, TConfig> Read,
    Func<TConfig, JsonObject> Write
)
    where TConfig : IProfile;
