# The profile system and the nginx configurations in Nix, from the same data files as the C# side (../profiles).
# It has no inputs: everything is evaluated and built offline. From this folder:
#
#   nix eval --json .#profiles.origin.low-latency
#   nix build .#test-origin-nginx-config
{
  description = "The HLS origin's and the swarm's profiles, and the nginx configurations that follow from them";

  outputs =
    { self }:
    let
      lib = import ./lib.nix;
      origin = import ./test-origin { inherit lib; };
      swarm = import ./swarm-client { inherit lib; };

      systems = [
        "x86_64-linux"
        "aarch64-linux"
      ];

      # One package for each profile, and the default profile's under the plain name as well.
      nginxPackages =
        system: name: text:
        let
          file = profile: lib.writeText system "nginx-${profile}.conf" (text (origin.getConfig profile { }));
        in
        { ${name} = file "default"; }
        // lib.mapNames (profile: "${name}-${profile}") (lib.genAttrs origin.listProfiles file);
    in
    {
      lib = { inherit (lib) deepMerge mkProfileSystem; } // {
        inherit origin swarm;
      };

      profiles = {
        origin = builtins.mapAttrs (name: _: origin.getConfig name { }) origin.profiles;
        swarm = builtins.mapAttrs (name: _: swarm.getConfig name { }) swarm.profiles;
      };

      packages = lib.genAttrs systems (
        system:
        nginxPackages system "test-origin-nginx-config" (config: origin.nginx config "standalone")
        // nginxPackages system "test-origin-nginx-module-config" (config: origin.nginx config "module")
      );
    };
}
