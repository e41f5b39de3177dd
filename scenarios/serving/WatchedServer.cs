using Verify.Fixtures;
using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>A server as the meters watch it.</summary>
internal static class WatchedServer
{
    extension(NginxServer server)
    {
        public WatchedEndpoint Watched => new(server.Endpoint, new NginxWorkers(server.MasterId));
    }
}
