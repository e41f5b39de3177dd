using Verify.Instruments;

namespace Verify.Swarm;

/// <summary>A viewer's way to the network: one request at a time, on a connection that is kept.</summary>
internal interface IFetcher : IAsyncDisposable
{
    /// <param name="part">Takes the body; null keeps it in the answer.</param>
    /// <exception cref="ExchangeFailed">No whole answer.</exception>
    Task<HttpAnswer> GetAsync(string target, BodyPart? part, CancellationToken ct);
}
