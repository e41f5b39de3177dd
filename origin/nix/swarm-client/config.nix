# The configuration of one profile of the swarm.
#
#   import ./config.nix { profile = "stress"; overrides = { clients = 300; }; }
{
  lib ? import ../lib.nix,
  profile ? "default",
  overrides ? { },
}:
(import ./system.nix { inherit lib; }).getConfig profile overrides
