using Verify.Swarm.Exchange;

namespace Verify.Swarm.Http;

/// <summary>A viewer's way to the network: one request at a time, on a connection that is kept.</summary>
internal interface IFetcher : IDisposable
{
    /// <summary>A request that went out has no answer yet.</summary>
    bool IsWaiting { get; }

    ValueTask<Answer> GetAsync(Request request, BodyUse use);
}
