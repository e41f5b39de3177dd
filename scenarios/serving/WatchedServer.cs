using Verify.Fixtures.Nginx;
using Verify.Instruments.Sampling;
using Verify.Instruments.Workers;

namespace Verify.Scenarios.Serving;

/// <summary>A server as the meters watch it.</summary>
internal static class WatchedServer
{
    extension(NginxServer server)
    {
        public WatchedEndpoint Watched => new(server.Endpoint, new NginxWorkers(server.MasterId));
    }
}
