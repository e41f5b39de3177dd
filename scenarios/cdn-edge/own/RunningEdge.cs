using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Verify.Engine.Namespaces;
using Verify.Fixtures.Network;
using Verify.Fixtures.Nginx;
using Verify.Fixtures.Tls;
using Verify.Instruments.Gates;
using Verify.Instruments.Gates.Http;
using Verify.Instruments.Http;
using Verify.Instruments.Nginx.Cache;

namespace Verify.Scenarios.CdnEdge.Own;

/// <summary>
/// An edge of the user's, run as it is written: every name and address that it asks is answered in its own network, at the
/// port that it asks, by a gate before the server that stands for it.
/// </summary>
internal sealed class RunningEdge : IAsyncDisposable
{
    // Addresses for tests of networks (RFC 2544): a cable to the edge, and behind it whom it asks. A wildcard listener of
    // the edge's own takes none of their ports from them there.
    private static readonly VethPlan Cable = VethPlan.Of(
        "edge0",
        "02:00:00:00:00:02",
        "198.18.255.2",
        "198.18.255.1",
        "198.18.255.0/24"
    );

    private readonly Stack<IAsyncDisposable> started = new();
    private readonly List<Gate<HttpRequest>> media = [];
    private readonly ConcurrentQueue<HttpRequest> asked = new();
    private readonly Compartment compartment = Compartment.Isolated();
    private Veth? cable;

    private RunningEdge(OwnEdge edge) => Edge = edge;

    public OwnEdge Edge { get; }

    public NginxServer Nginx { get; private set; } = null!;

    public Endpoint Endpoint => Nginx.Endpoint;

    /// <summary>What the storage was asked for since, in the order in which it came.</summary>
    public IReadOnlyList<HttpRequest> Asked => [.. asked];

    /// <summary>What is wrong with the storage as the edge sees it.</summary>
    public Fault StorageFault
    {
        set
        {
            foreach (var gate in media)
                gate.Fault = value;
        }
    }

    /// <param name="portOf">Who answers for an upstream, here.</param>
    public static async Task<RunningEdge> StartAsync(
        OwnEdge edge,
        Func<Upstream, int> portOf,
        StandInAuthority authority,
        CancellationToken ct
    )
    {
        var running = new RunningEdge(edge);
        try
        {
            await running.AnswerAsync(portOf, authority, ct);
            // The server ends the compartment with itself.
            running.Nginx = running.Keep(
                await NginxServer.StartAsync(
                    edge.Role,
                    edge.Configuration,
                    edge.Site.Address,
                    running.compartment,
                    ct
                )
            );
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    public void Forget() => asked.Clear();

    /// <summary>What it keeps of a path's kind, as its own cache files say it.</summary>
    public Task<IReadOnlyList<CacheEntry>> KeptAsync(string path) =>
        compartment.Within<IReadOnlyList<CacheEntry>>(() =>
            [.. Edge.CacheFolders(path).SelectMany(CacheEntry.In)]
        );

    /// <summary>Ends the time of all that it keeps there: a configured hour or week need not be waited for.</summary>
    public Task<int> ExpireAsync(string path) =>
        compartment.Within(() =>
            Edge.CacheFolders(path)
                .Distinct()
                .Sum(folder => CacheEntry.ExpireAll(folder, TimeProvider.System.GetUtcNow()))
        );

    public async ValueTask DisposeAsync()
    {
        while (started.TryPop(out var last))
            await last.DisposeAsync();
        cable?.Dispose();
        compartment.Dispose();
    }

    private async Task AnswerAsync(
        Func<Upstream, int> portOf,
        StandInAuthority authority,
        CancellationToken ct
    )
    {
        cable = await Veth.LayAsync(Cable, compartment, ct);
        var addresses = new Dictionary<string, IPAddress>();
        foreach (var upstream in Edge.Upstreams)
        {
            if (!addresses.TryGetValue(upstream.Name, out var address))
            {
                address = upstream.Address ?? IPAddress.Parse($"198.18.0.{addresses.Count + 1}");
                addresses[upstream.Name] = address;
                if (!IPAddress.IsLoopback(address))
                    await cable.AddGatewayAddressAsync(address, ct);
            }
            await OpenAsync(upstream, new(address, upstream.Port), portOf(upstream), authority);
        }
        await compartment.ArrangeAsync(view =>
        {
            view.Place(
                "/etc/hosts",
                Encoding.ASCII.GetBytes(
                    "127.0.0.1 localhost\n"
                        + string.Concat(
                            addresses
                                .Where(one => !IPAddress.TryParse(one.Key.Trim('[', ']'), out _))
                                .Select(one => $"{one.Value} {one.Key}\n")
                        )
                )
            );
            foreach (var trusted in Edge.TrustedFiles)
                view.Place(trusted, authority.Trusted);
        });
    }

    // In the edge's own network where it asks its own machine; else beyond its cable.
    private async Task OpenAsync(
        Upstream upstream,
        IPEndPoint at,
        int server,
        StandInAuthority authority
    )
    {
        async ValueTask<Socket> SocketAsync() =>
            IPAddress.IsLoopback(at.Address)
                ? await compartment.Within(Tcp)
                : await cable!.OpenAsync();
        var place = GatePlace.Before(server);
        var gate = Keep(
            await HttpGate.OpenAsync(
                upstream.IsTls ? place : place with { At = at, ListeningSocket = SocketAsync }
            )
        );
        if (upstream.IsTls)
            Keep(TlsDoor.Open(await SocketAsync(), at, gate.At, authority));
        if (!Edge.Media.Any(one => (one.Name, one.Port) == (upstream.Name, upstream.Port)))
            return;
        media.Add(gate);
        gate.Count(request =>
        {
            asked.Enqueue(request);
            return true;
        });
    }

    private T Keep<T>(T one)
        where T : IAsyncDisposable
    {
        started.Push(one);
        return one;
    }

    private static Socket Tcp() =>
        new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
}
