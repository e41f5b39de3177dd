using Verify.Origin.NixCache.Client;
using Verify.Origin.NixCache.Designs;
using Verify.Origin.NixCache.Hardware;
using Verify.Origin.NixCache.Modules;
using Verify.Origin.NixCache.Network;
using Verify.Origin.NixCache.Nginx;
using Verify.Origin.NixCache.Rules;

namespace Verify.Tests.NixCache;

/// <summary>A design with one thing of it replaced.</summary>
internal sealed class MutantDesign(ICacheDesign design) : ICacheDesign
{
    public string Name => design.Name;

    public HardwareRules Rules { get; init; } = design.Rules;

    public Func<CacheServer, string>? Listen { get; init; }

    public ClientSettings Client(
        HardwareProfile server,
        CachePlace place,
        IReadOnlyList<string> publicKeys,
        IReadOnlyList<string> others
    ) => design.Client(server, place, publicKeys, others);

    public CacheConfiguration Nginx(CacheServer server) =>
        Listen is null
            ? design.Nginx(server)
            : design.Nginx(server) with
            {
                Listen = Listen(server),
            };

    public LinkEnd Link(CachePlace place, string interfaceName, string address) =>
        design.Link(place, interfaceName, address);

    public NixModule ServerModule(HardwareProfile hardware, CachePlace place) =>
        design.ServerModule(hardware, place);

    public NixModule ClientModule(
        string interfaceName,
        CachePlace place,
        ClientSettings settings
    ) => design.ClientModule(interfaceName, place, settings);
}
