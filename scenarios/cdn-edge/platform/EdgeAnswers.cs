using Verify.Instruments.Http;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>Asks an edge, on a connection of its own each time.</summary>
internal sealed class EdgeAnswers(Endpoint endpoint)
{
    public const string StateHeader = "X-Cache-Status";

    // Longer than an edge waits for its storage.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private readonly HeaderProbe probe = new(endpoint, Timeout);

    /// <exception cref="CannotRun">It does not answer at all.</exception>
    public async Task<HttpAnswer> GetAsync(
        string path,
        CancellationToken ct,
        params (string Name, string Value)[] headers
    )
    {
        var asked = await probe.AskAsync(HttpAsk.Get(path, headers), ct);
        return asked.Answer
            ?? throw new CannotRun(
                $"The edge {endpoint.Name} does not answer GET {path}: {asked.Failure}"
            );
    }

    /// <summary>The state of its cache, as an answer tells it; "not said" where it does not.</summary>
    public static string StateOf(HttpAnswer answer) => answer.First(StateHeader) ?? "not said";

    /// <summary>An answer's status and state, such as 200 HIT.</summary>
    public static string Shown(HttpAnswer answer) => $"{answer.Status} {StateOf(answer)}";
}
