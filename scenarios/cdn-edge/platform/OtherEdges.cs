using Verify.Fixtures.Edges;
using Verify.Fixtures.Edges.Haproxy;
using Verify.Fixtures.Edges.Squid;
using Verify.Fixtures.Edges.TrafficServer;
using Verify.Fixtures.Edges.Varnish;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>The edges that can stand in the place of the cured nginx.</summary>
internal static class OtherEdges
{
    public static IReadOnlyList<EdgeProgram> All { get; } =
    [new VarnishEdge(), new HaproxyEdge(), new SquidEdge(), new TrafficServerEdge()];
}
