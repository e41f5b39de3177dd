using System.Text;
using Verify.Engine.Namespaces;
using Verify.Fixtures.Edges;
using Verify.Instruments.Gates;
using Verify.Instruments.Http;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>An edge of any kind before the cured design's objects, in a network of its own, with a gate before its storage.</summary>
internal sealed class StandingEdge : IAsyncDisposable
{
    /// <summary>That of the design.</summary>
    public const string Nginx = "nginx";

    // The cured nginx sends no Age (nginx has no directive for it); the Date that it passes on says the same to a cache.
    private static readonly EdgePromises OfNginx = new() { SendsAge = false };

    private readonly IAsyncDisposable server;
    private readonly bool isOurs;

    private StandingEdge(
        string name,
        EdgePromises promises,
        Endpoint endpoint,
        Gate<UnreadCommand> storage,
        IAsyncDisposable server,
        bool isOurs
    ) =>
        (Name, Promises, Endpoint, Storage, this.server, this.isOurs) = (
            name,
            promises,
            endpoint,
            storage,
            server,
            isOurs
        );

    public string Name { get; }

    public EdgePromises Promises { get; }

    public Endpoint Endpoint { get; }

    /// <summary>Between the edge and the S3.</summary>
    public Gate<UnreadCommand> Storage { get; }

    /// <summary>The words that may be given to --edge.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [Nginx, .. OtherEdges.All.Select(one => one.Name)];

    public static async Task<StandingEdge> StartAsync(
        string name,
        PlatformInRun platform,
        EdgeTimes times,
        CancellationToken ct
    )
    {
        if (name == Nginx)
        {
            var cured = platform.Edge(PlatformInRun.Cured);
            return new(name, OfNginx, cured.Endpoint, cured.Storage, cured, isOurs: false);
        }
        var program = OtherEdges.All.Single(one => one.Name == name);
        var compartment = Compartment.Isolated();
        await compartment.ArrangeAsync(view =>
            view.Place("/etc/hosts", Encoding.ASCII.GetBytes("127.0.0.1 localhost\n"))
        );
        var storage = await EdgeInRun.OpenStorageAsync(
            compartment,
            platform.Stores.Storage.Endpoint.Url.Port
        );
        try
        {
            var server = await EdgeServer.StartAsync(
                program,
                new(
                    EdgeInRun.Port,
                    EdgeInRun.StorageAt,
                    platform.Stores.Bucket(PlatformInRun.Cured).Bucket,
                    Path.Combine(platform.OtherEdgesFolder, name),
                    times.Playlist,
                    times.Segment
                ),
                compartment,
                ct
            );
            return new(name, program.Promises, server.Endpoint, storage, server, isOurs: true);
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!isOurs)
            return;
        await server.DisposeAsync();
        await Storage.DisposeAsync();
    }
}
