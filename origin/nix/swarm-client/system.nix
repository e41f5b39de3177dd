# The swarm's profiles: each is whole, there is no base. What the swarm with one FFmpeg process a viewer costs is kept
# to compare with.
{ lib }:
lib.mkProfileSystem {
  profiles = lib.readProfiles ../../profiles/swarm;
  complete =
    config:
    let
      one = (lib.readJson ../../profiles/formulas.json).upstream;
      memory = config.clients * one.processMB + one.sharedMB;
    in
    config
    // {
      derived.rampDuration = config.clients / config.rampRate;
      upstream = {
        estimatedMemoryMB = memory;
        recommendedFdLimit = config.clients * one.filesPerProcess + one.filesShared;
        recommendedPorts = config.clients * one.portsPerProcess;

        # So many tenths, rounded up, in whole numbers: a float may lie a hair above the true product.
        containerMemoryMB = (memory * one.containerTenths + 9) / 10;
        vmMemoryMB = (memory * one.vmTenths + 9) / 10 + one.kernelMB;
      };
    };
}
