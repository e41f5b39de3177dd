using Verify.Swarm.Exchange;
using Verify.Swarm.Http;

namespace Verify.Swarm.Viewers;

/// <summary>
/// A viewer's connections: a request takes one that is idle, and opens another only where none is, as browsers do. A
/// slow segment keeps no playlist waiting, and who is served well needs one.
/// </summary>
internal sealed class ViewerConnections(SwarmRun run)
{
    // What is moved more often is moved in a circle; browsers give up after 20.
    private const int Redirects = 10;

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

    /// <summary>Goes where a redirect leads, on the same server.</summary>
    public async Task<Answer> FollowAsync(Request request, Answer answer, BodyUse use)
    {
        var (url, sent) = (request.Url, answer.Sent);
        for (var i = 0; answer.IsRedirect; i++)
        {
            if (i == Redirects)
                return answer with { Wrong = "a redirect without end" };
            if (Links.From(url, answer.Location!, out var wrong) is not { } to)
                return answer with { Wrong = $"a redirect to {wrong}" };
            run.Tally.Bytes += answer.Length;
            url = to;
            answer = await GetAsync(Request.For(to, request.Range), use) with { Sent = sent };
        }
        return answer;
    }

    public void Close()
    {
        foreach (var one in fetchers)
            one.Dispose();
    }
}
