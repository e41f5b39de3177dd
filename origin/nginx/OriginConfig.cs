using Verify.Origin.Profile;

namespace Verify.Origin.Nginx;

/// <summary>The origin's nginx.conf before the caching change, rendered from a profile.</summary>
public static class OriginConfig
{
    /// <param name="mimeTypes">Absolute: nginx looks for a relative include beside its own configuration.</param>
    public static string Render(
        NginxVariant variant,
        OriginProfile profile,
        string mimeTypes = "/etc/nginx/mime.types"
    ) =>
        variant switch
        {
            NginxVariant.Standalone => StandaloneConfig.Render(profile, mimeTypes),
            NginxVariant.Module => ModuleConfig.Render(profile, mimeTypes),
            _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, null),
        };
}
