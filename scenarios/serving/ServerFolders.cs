using Verify.Fixtures.Network;
using Verify.Fixtures.Nginx;
using Verify.Scenarios.Hls;

namespace Verify.Scenarios.Serving;

/// <summary>A folder of the run with a folder for each server on a configuration of ours.</summary>
/// <param name="port">The one that the configurations listen on.</param>
/// <param name="behind">The network that each server lies behind; null for none but its compartment's.</param>
/// <param name="prepare">Makes what the configurations take for granted, such as folders for their logs.</param>
internal sealed class ServerFolders(string folder, int port, VethPlan? behind, Action prepare)
{
    /// <summary>The one that the configurations listen on.</summary>
    public int Port => port;

    /// <summary>The index of one that is started beside those side by side.</summary>
    public const int Beside = HostChecks.SideBySide;

    /// <summary>Puts a configuration into a folder of its own, at a place where it can be served.</summary>
    /// <param name="index">The number of the server among those that run at the same time.</param>
    public ServedConfiguration Place(string name, string configuration, int index)
    {
        prepare();
        var place = ServerPlace.For(index, port, behind);
        return new(
            RenderedConfiguration.Write(Path.Combine(folder, name), place.Fit(configuration, port)),
            place.Address,
            place.Compartment,
            Asked: null
        )
        {
            Behind = place.Behind,
        };
    }

    /// <summary>Serves one more configuration, beside those side by side, for as long as something is done with it.</summary>
    public async Task<T> ServeAsync<T>(
        string name,
        string configuration,
        Func<NginxServer, Task<T>> act,
        CancellationToken ct
    )
    {
        await using var server = await Place("variant", configuration, Beside).StartAsync(name, ct);
        return await act(server);
    }

    /// <summary>What nginx itself says of a configuration of ours.</summary>
    public Task<NginxAnswer> TestAsync(string configuration, CancellationToken ct) =>
        // In the lab's own network: nothing listens there while a configuration is tested.
        (
            Place("test", configuration, 0) with
            {
                Compartment = Engine.Namespaces.Compartment.OfTheProgram,
            }
        ).TestAsync(ct);
}
