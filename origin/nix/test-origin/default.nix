# The origin with one profile: its configuration, and the nginx.conf that follows from it, in both variants.
{
  lib ? import ../lib.nix,
  profile ? "default",
  configOverrides ? { },
}:
let
  config = import ./config.nix {
    inherit lib profile;
    overrides = configOverrides;
  };
in
{
  inherit config;
  nginx = import ./nginx.nix { inherit config; };
  inherit (config._profile) availableProfiles;
}
