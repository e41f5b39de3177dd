# The swarm with one profile.
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
  inherit (config._profile) availableProfiles;
}
