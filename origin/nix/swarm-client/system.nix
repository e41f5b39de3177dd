# The swarm's profiles: each is whole, there is no base. What the swarm with one FFmpeg process a viewer costs is kept
# to compare with.
{ lib }:
lib.mkProfileSystem {
  profiles = lib.readProfiles ../../profiles/swarm;
  complete =
    config:
    let
      memory = config.clients * 19 + 64;
    in
    config
    // {
      derived.rampDuration = config.clients / config.rampRate;
      upstream = {
        estimatedMemoryMB = memory;
        recommendedFdLimit = config.clients * 15 + 1000;
        recommendedPorts = config.clients * 5;

        # 1.2 and 1.3 times as much, rounded up, in whole numbers: a float may lie a hair above the true product.
        containerMemoryMB = (memory * 12 + 9) / 10;
        vmMemoryMB = (memory * 13 + 9) / 10 + 256;
      };
    };
}
