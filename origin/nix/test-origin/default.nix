# The origin: its profile system, and the nginx configuration of a profile.
{ lib }:
import ./config.nix { inherit lib; }
// {
  nginx = config: variant: (import ./nginx.nix { inherit config; }).${variant};
}
