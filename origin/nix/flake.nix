# The profile system and the nginx configurations in Nix, from the same data files as the C# side (../profiles).
# It has no inputs: everything is evaluated and built offline. From this folder, in a git clone:
#
#   nix eval --offline --extra-experimental-features 'nix-command flakes' --json .#profiles.origin.low-latency
#   nix build --offline --extra-experimental-features 'nix-command flakes' .#test-origin-nginx-config
#
# Root, on a machine without the group nixbld, adds: --option build-users-group ''
{
  description = "The HLS origin's and the swarm's profiles, and the nginx configurations that follow from them";

  outputs =
    { self }:
    let
      lib = import ./lib.nix;
      origin = import ./test-origin/system.nix { inherit lib; };
      swarm = import ./swarm-client/system.nix { inherit lib; };

      # Every profile there is a file for; none is written out.
      testOriginProfiles = builtins.mapAttrs (
        profile: _: import ./test-origin { inherit lib profile; }
      ) origin.profiles;
      swarmClientProfiles = builtins.mapAttrs (
        profile: _: import ./swarm-client { inherit lib profile; }
      ) swarm.profiles;

      systems = [
        "x86_64-linux"
        "aarch64-linux"
      ];

      # One package for each profile, and the default profile's under the plain name as well.
      nginxPackages =
        name: variant:
        let
          files = builtins.mapAttrs (
            profile: one: lib.writeText "nginx-${profile}.conf" one.nginx.${variant}
          ) testOriginProfiles;
        in
        { ${name} = files.default; } // lib.mapNames (profile: "${name}-${profile}") files;
    in
    {
      lib = {
        inherit (lib) deepMerge mkProfileSystem;
        inherit origin swarm;
      };

      profiles = {
        origin = builtins.mapAttrs (_: one: one.config) testOriginProfiles;
        swarm = builtins.mapAttrs (_: one: one.config) swarmClientProfiles;
      };

      packages = lib.genAttrs systems (
        _:
        nginxPackages "test-origin-nginx-config" "standalone"
        // nginxPackages "test-origin-nginx-module-config" "module"
      );
    };
}
