using System.Text.Json;
using System.Text.Json.Nodes;
using Verify.Engine;

namespace Verify.Origin;

/// <summary>The origin profiles that are shipped, merged with what the user sets.</summary>
public static class OriginProfiles
{
    public const string Default = "default";

    private static readonly ProfileStore Store = new("origin", OriginKeys.Table);

    public static IReadOnlyList<string> Names => Store.Names;

    /// <param name="settings">As typed after <c>--set</c>: key=value.</param>
    /// <exception cref="UsageError">An unknown profile or key, or a value that is not allowed.</exception>
    public static OriginProfile Get(string name, params IEnumerable<string> settings)
    {
        var profile = Store.Merged(name, settings).Deserialize<OriginProfile>(ProfileStore.Json)!;
        if (profile.Hls.PlaylistName == profile.Hls.MasterPlaylist)
        {
            throw new UsageError(
                $"hls.playlistName and hls.masterPlaylist are both '{profile.Hls.PlaylistName}'; "
                    + "they are two files in one folder and need two names."
            );
        }
        return profile with { Name = name };
    }

    /// <summary>The merged profile with derived, cache and _profile, as <c>profiles show --json</c> prints it.</summary>
    public static JsonObject Dump(OriginProfile profile)
    {
        var dump = Store.Dump(
            profile.Name,
            profile,
            ("derived", profile.Derived),
            ("cache", profile.Cache)
        );
        // The seed exports these two beside the settings that they belong to.
        dump["encoder"]!["gopSize"] = profile.Derived.GopSize;
        dump["hlsFlags"] = string.Join('+', profile.Hls.Flags);
        return dump;
    }
}
