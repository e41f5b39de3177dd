using Verify.Origin.Profile;

namespace Verify.Scenarios.Hls;

/// <summary>Where a profile's media playlists lie, relative to the folder that is served.</summary>
internal static class ProfilePlaylists
{
    extension(OriginProfile profile)
    {
        public IReadOnlyList<string> MediaPlaylists() =>
            profile.Multibitrate
                ?
                [
                    .. profile.Variants.Select(variant =>
                        $"{variant.Name}/{profile.Hls.PlaylistName}"
                    ),
                ]
                : [profile.Hls.PlaylistName];
    }
}
