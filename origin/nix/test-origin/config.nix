# The configuration of one profile: base <- profile <- overrides, with derived values and cache times.
#
#   import ./config.nix { profile = "4k-abr"; overrides = { hls.listSize = 15; }; }
{
  lib ? import ../lib.nix,
  profile ? "default",
  overrides ? { },
}:
(import ./system.nix { inherit lib; }).getConfig profile overrides
