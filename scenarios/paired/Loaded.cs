using Verify.Instruments.Http;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.Paired;

/// <summary>What a swarm is sent to.</summary>
/// <param name="Playlist">The request target of the playlist that its viewers open.</param>
/// <param name="SegmentDuration">Within which the next segment has to be there.</param>
internal sealed record Loaded(Endpoint Endpoint, string Playlist, TimeSpan SegmentDuration)
{
    /// <summary>A server of the run, by way of the multivariant playlist.</summary>
    public static Loaded By(OriginServer server, ServedStream stream) =>
        new(server.Endpoint, stream.Uri(stream.Master), stream.SegmentDuration);
}
