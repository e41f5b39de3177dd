using System.Net;
using System.Net.Sockets;
using Verify.Engine.Namespaces;
using Verify.Engine.Programs;
using Verify.Fixtures.Network;
using Verify.Instruments.Http;
using Verify.Origin.NixCache.Designs;
using Verify.Origin.NixCache.Network;

namespace Verify.Scenarios.NixCache.Hosts;

/// <summary>The two machines of the plan, and the cable between them.</summary>
/// <param name="isShaped">False for a test: then the cable carries whatever the machine can copy.</param>
internal sealed class TwoHosts(bool isShaped = true) : IDisposable
{
    /// <summary>What each machine calls its end.</summary>
    public const string Device = "enp3s0";

    /// <summary>The server's address in another network of its own, such as the one of the house.</summary>
    public static readonly IPAddress Elsewhere = IPAddress.Parse("192.168.77.1");

    private HostCable? cable;

    public static CachePlace Place { get; } = new();

    public static TwoHosts Make(bool isShaped) => new(isShaped);

    public Compartment Server { get; } = Compartment.Isolated();

    public Compartment Client { get; } = Compartment.Isolated();

    public HostCable Cable => cable ?? throw new CannotRun("There is no cable: see step 2.1.");

    /// <summary>Lays it; both ends are down and have no address.</summary>
    public async Task LayAsync(CancellationToken ct)
    {
        cable = await HostCable.LayAsync(Device, Server, Client, ct);
        if (isShaped)
            await cable.ShapeAsync(ct);
        await Server.AddAddressAsync(Elsewhere);
    }

    /// <summary>Sets up both ends as a design has them.</summary>
    public async Task SetUpAsync(ICacheDesign design, CancellationToken ct)
    {
        foreach (var (host, address) in Ends)
        foreach (var step in StepsOf(design, address))
            await Command.MustAsync(step.Do, ct, host);
    }

    /// <summary>Each end with the address that it gets.</summary>
    public IReadOnlyList<(Compartment Host, string Address)> Ends =>
        [(Server, Place.ServerAddress), (Client, Place.ClientAddress)];

    /// <summary>What a design does to an end, in order.</summary>
    public static IReadOnlyList<LinkStep> StepsOf(ICacheDesign design, string address) =>
        design.Link(Place, Device, address).Steps(new(Mtu: 1500, IsUp: false));

    /// <summary>The server as the client reaches it.</summary>
    public Endpoint Over(string name, int port) =>
        At(name, Client, IPAddress.Parse(Place.ServerAddress), port);

    /// <summary>The server by its address in another network.</summary>
    public Endpoint Beside(string name, int port) => At(name, Server, Elsewhere, port);

    public void Dispose()
    {
        cable?.Dispose();
        Server.Dispose();
        Client.Dispose();
    }

    private static Endpoint At(string name, Compartment from, IPAddress address, int port) =>
        new(
            name,
            new($"http://{address}:{port}/"),
            new IPEndPoint(address, port),
            async () => await SocketIn(from)
        );

    /// <summary>A socket that stays in a host's network, whoever uses it.</summary>
    public static Task<Socket> SocketIn(Compartment host) =>
        host.Within(() =>
            new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        );
}
