namespace Verify.Origin.Nginx;

/// <summary>Which of the origin's two nginx configurations: seed 000 changed both, and diffed one and ran the other.</summary>
public enum NginxVariant
{
    /// <summary>The file that nginx is started with by hand (nginx.nix).</summary>
    Standalone,

    /// <summary>The file that the NixOS module generates (nixos-module.nix).</summary>
    Module,
}
