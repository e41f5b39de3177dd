using System.Net;
using System.Net.Sockets;
using System.Text;
using Verify.Engine.Namespaces;
using Verify.Fixtures.Nginx;
using Verify.Instruments.Gates;
using Verify.Instruments.Http;
using Verify.Instruments.Nginx.Server;
using Verify.Origin.Edge;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>
/// An edge of a run: a real nginx in a network of its own. The storage that its configuration names is answered there by a
/// gate, behind which the run's S3 is: so an edge is run as it is written, and what it meets can be disturbed.
/// </summary>
internal sealed class EdgeInRun : IAsyncDisposable
{
    /// <summary>Each edge has it in a network of its own.</summary>
    public const int Port = 8081;

    /// <summary>What the platform calls the edge (CDN_BASE_URL).</summary>
    public static readonly string BaseUrl = $"http://127.0.0.1:{Port}";

    private const string StorageName = "storage.internal";
    private const int StoragePort = 9000;

    // In the edge's own network, where its name leads.
    private static readonly IPAddress StorageAddress = IPAddress.Parse("127.0.0.2");

    /// <summary>Where the storage answers in the network of every edge.</summary>
    public static readonly IPEndPoint StorageAt = new(StorageAddress, StoragePort);

    private EdgeInRun(
        string design,
        EdgeSettings settings,
        NginxServer nginx,
        Gate<UnreadCommand> storage
    ) => (Design, Settings, Nginx, Storage) = (design, settings, nginx, storage);

    public string Design { get; }

    public EdgeSettings Settings { get; }

    public NginxServer Nginx { get; }

    /// <summary>Between the edge and the S3.</summary>
    public Gate<UnreadCommand> Storage { get; }

    public Endpoint Endpoint => Nginx.Endpoint;

    public ServerConfiguration Configuration => Nginx.Configuration;

    /// <summary>As the edge of a design is set up in a folder.</summary>
    public static EdgeSettings SettingsOf(string folder, string bucket, EdgeTimes times) =>
        new(Port, $"{StorageName}:{StoragePort}", bucket, folder)
        {
            PlaylistValid = times.Playlist,
            SegmentValid = times.Segment,
            Inactive = times.Inactive,
        };

    public static async Task<EdgeInRun> StartAsync(
        string design,
        EdgeSettings settings,
        string configuration,
        int storagePort,
        CancellationToken ct
    )
    {
        // The server's from when it is started.
        var compartment = await CompartmentAsync();
        var storage = await OpenStorageAsync(compartment, storagePort);
        try
        {
            return new(
                design,
                settings,
                await NginxServer.StartAsync(
                    design,
                    RenderedConfiguration.Write(settings.Folder, configuration),
                    new(IPAddress.Loopback, Port),
                    compartment,
                    ct
                ),
                storage
            );
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    /// <summary>What nginx says of what this edge was started on (nginx -t), where its storage has a name too.</summary>
    public async Task<NginxAnswer> TestAsync(CancellationToken ct)
    {
        using var compartment = await CompartmentAsync();
        return await NginxTest.AskAsync(Configuration, compartment, ct);
    }

    /// <summary>As it is reached by somebody with another address than this machine's.</summary>
    public Endpoint From(IPAddress source) =>
        Endpoint with
        {
            OpenAsync = async () =>
            {
                var socket = await Endpoint.OpenAsync();
                socket.Bind(new IPEndPoint(source, 0));
                return socket;
            },
        };

    /// <summary>The storage, as an edge in a network of its own meets it.</summary>
    public static Task<Gate<UnreadCommand>> OpenStorageAsync(
        Compartment compartment,
        int storagePort
    ) =>
        BytesGate.OpenAsync(
            GatePlace.Before(storagePort) with
            {
                At = StorageAt,
                ListeningSocket = async () =>
                    await compartment.Within(() => new Socket(SocketType.Stream, ProtocolType.Tcp)),
            }
        );

    /// <summary>Throws with its log if it has ended by itself.</summary>
    public void MustRun() => Nginx.MustRun();

    private static async Task<Compartment> CompartmentAsync()
    {
        var compartment = Compartment.Isolated();
        await compartment.ArrangeAsync(view =>
            view.Place(
                "/etc/hosts",
                Encoding.ASCII.GetBytes($"127.0.0.1 localhost\n{StorageAddress} {StorageName}\n")
            )
        );
        return compartment;
    }

    public async ValueTask DisposeAsync()
    {
        await Nginx.DisposeAsync();
        await Storage.DisposeAsync();
    }
}
