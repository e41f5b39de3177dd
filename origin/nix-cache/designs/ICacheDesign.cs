using Verify.Origin.NixCache.Client;
using Verify.Origin.NixCache.Hardware;
using Verify.Origin.NixCache.Modules;
using Verify.Origin.NixCache.Network;
using Verify.Origin.NixCache.Nginx;
using Verify.Origin.NixCache.Rules;

namespace Verify.Origin.NixCache.Designs;

/// <summary>A way to set up a cache and its client on a direct cable.</summary>
public interface ICacheDesign
{
    string Name { get; }

    HardwareRules Rules { get; }

    /// <summary>What the client of a server of this hardware is told.</summary>
    /// <param name="publicKeys">Such as cache-1:base64; more than one while keys are rotated.</param>
    /// <param name="others">Caches to ask after ours.</param>
    ClientSettings Client(
        HardwareProfile server,
        CachePlace place,
        IReadOnlyList<string> publicKeys,
        IReadOnlyList<string> others
    );

    /// <summary>The nginx that serves the cache.</summary>
    CacheConfiguration Nginx(CacheServer server);

    /// <summary>One end of the cable.</summary>
    /// <param name="address">Of this end, without its prefix.</param>
    LinkEnd Link(CachePlace place, string interfaceName, string address);

    /// <summary>A NixOS module for the server.</summary>
    NixModule ServerModule(HardwareProfile hardware, CachePlace place);

    /// <summary>A NixOS module for a client.</summary>
    NixModule ClientModule(string interfaceName, CachePlace place, ClientSettings settings);
}
