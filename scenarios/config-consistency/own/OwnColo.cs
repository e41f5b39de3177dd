using Verify.Fixtures.Workerd;
using Verify.Fixtures.Workerd.Given;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Own;

/// <summary>The user's worker at a colo.</summary>
internal sealed class OwnColo(WorkerdServer server, RunClock clock, string name)
{
    // Older than any: an answer that shows nothing of what was written.
    private const int Nothing = -1;

    public string Name => name;

    /// <summary>An answer, with the number of the newest written value in it as its version.</summary>
    public Task<PlaylistAnswer> AskAsync(string path, CancellationToken ct) =>
        SendAsync(new() { Method = "GET", Path = path }, ct);

    /// <exception cref="CannotRun">No answer came, and what that may mean.</exception>
    public async Task<PlaylistAnswer> SendAsync(WorkerRequest request, CancellationToken ct)
    {
        var sent = clock.Now;
        try
        {
            using var answer = await server.SendAsync(
                $"{name.ToLowerInvariant()}.{GivenWorker.System}",
                new(request.Method),
                request.Path,
                ct,
                request.Method is "GET" or "HEAD" ? null : request.Body,
                headers: request.Headers
            );
            var text = await answer.Content.ReadAsStringAsync(ct);
            var status = (int)answer.StatusCode;
            return new(
                status,
                answer.IsSuccessStatusCode ? WrittenValue.NumberIn(text) ?? Nothing : null,
                text,
                sent,
                clock.Now
            );
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new NoAnswer(
                $"{name}: {request} is not answered within {WorkerdServer.RequestPatience.TotalSeconds:0} s: the worker loops, or waits for what never comes. Cloudflare ends a request after 30 s of processor time, unless told otherwise (Workers, Limits)."
            );
        }
    }
}

/// <summary>A request of the user's worker was never answered.</summary>
internal sealed class NoAnswer(string message) : CannotRun(message);
