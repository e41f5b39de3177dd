# The swarm: its profile system.
{ lib }: import ./config.nix { inherit lib; }
