using Verify.Engine.Namespaces;
using Verify.Fixtures.Network;
using Verify.Fixtures.Nginx;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Server;

namespace Verify.Scenarios.Serving;

/// <summary>A configuration at a place where it can be served.</summary>
/// <param name="Asked">The server of the configuration that clients ask.</param>
internal sealed record ServedConfiguration(
    ServerConfiguration Configuration,
    ServerAddress Address,
    Func<Compartment> Compartment,
    ServerSelector? Asked
)
{
    /// <summary>Where relative paths of it start.</summary>
    public string Prefix { get; init; } = "/";

    /// <summary>The network that it lies behind; null for none but its compartment's.</summary>
    public VethPlan? Behind { get; init; }

    public Task<NginxServer> StartAsync(string name, CancellationToken ct) =>
        NginxServer.StartAsync(name, Configuration, Address, Compartment(), ct, Behind);

    /// <summary>What nginx itself says of it (nginx -t).</summary>
    public async Task<NginxAnswer> TestAsync(CancellationToken ct)
    {
        using var compartment = Compartment();
        return await NginxTest.AskAsync(Configuration, compartment, ct);
    }
}
