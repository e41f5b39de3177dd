using Verify.Instruments.Http;
using Verify.Swarm.Http;
using Verify.Swarm.Loop;
using Verify.Swarm.Tally;

namespace Verify.Swarm.Viewers;

/// <summary>What the viewers of one run share.</summary>
internal sealed class SwarmRun(SwarmPlan plan, EventLoop loop, Server server)
{
    private readonly List<RawConnection> connections = [];

    public SwarmPlan Plan => plan;

    public EventLoop Loop => loop;

    public SwarmTally Tally { get; } = new();

    public Playlists Playlists { get; } = new();

    public Uri Entry => new(server.Address, plan.Target);

    public IFetcher Fetcher()
    {
        if (server.Address.Scheme != Uri.UriSchemeHttp)
            return new HandlerFetcher(server, plan, Tally);
        var connection = new RawConnection(loop, server, Tally);
        connections.Add(connection);
        return connection;
    }

    /// <summary>Gives up what has waited for longer than a viewer does.</summary>
    public void EndOverdue()
    {
        var oldest = Instant.Now - plan.Timeout;
        // What is given up may open another one.
        for (var i = 0; i < connections.Count; i++)
            if (connections[i].IsWaiting && connections[i].Began < oldest)
                connections[i].GiveUp();
    }
}
