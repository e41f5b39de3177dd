# The origin's profile system: base, profiles, and what follows from a merged configuration.
{ lib }:
lib.mkProfileSystem {
  base = import ./config/base.nix { inherit lib; };
  profiles = import ./config/profiles.nix { inherit lib; };
  complete =
    config:
    let
      derived = import ./config/derived.nix { inherit lib config; };
    in
    config
    // {
      inherit derived;
      cache = import ./config/cache.nix { inherit lib config; };
      encoder = config.encoder // {
        inherit (derived) gopSize;
      };
      hlsFlags = builtins.concatStringsSep "+" config.hls.flags;
    };
}
