namespace Verify.Swarm;

/// <summary>
/// A viewer's connections: a request takes one that is idle, and opens another only where none is, as browsers do. A
/// slow segment keeps no playlist waiting, and who is served well needs one.
/// </summary>
internal sealed class ViewerConnections(SwarmRun run)
{
    // Most viewers never have a second one.
    private IFetcher[] fetchers = [run.Fetcher()];

    /// <summary>Requests that have no answer yet.</summary>
    public int Waiting => fetchers.Count(one => one.IsWaiting);

    public ValueTask<Answer> GetAsync(Request request, BodyUse use)
    {
        foreach (var one in fetchers)
            if (!one.IsWaiting)
                return one.GetAsync(request, use);
        fetchers = [.. fetchers, run.Fetcher()];
        return fetchers[^1].GetAsync(request, use);
    }

    public void Close()
    {
        foreach (var one in fetchers)
            one.Dispose();
    }
}
