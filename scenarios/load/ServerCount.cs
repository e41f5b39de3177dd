namespace Verify.Scenarios.Load;

/// <summary>Requests of one run, as the server and as the swarm counted them.</summary>
/// <param name="Server">Null where it could not be asked any more.</param>
/// <param name="Unanswered">Sent by the swarm and under way when time was up: the server may have seen them or not.</param>
internal sealed record ServerCount(long? Server, long Swarm, long Unanswered)
{
    // Further apart, one of them counted something else: another client, a proxy in between, requests that were lost.
    private const double Most = 0.01;

    /// <summary>Why the server could not be asked.</summary>
    public string Unknown { get; init; } = "";

    public bool Agrees =>
        Server is { } server
        && Math.Abs(server - Swarm) - Unanswered <= Most * Math.Max(server, Swarm);

    /// <summary>Why nothing can rest on the swarm's own count, or null.</summary>
    public string? Doubt =>
        Agrees ? null
        : Server is null ? $"the server's count after the run is not known: {Unknown}"
        : $"{this}: more than 1 % apart, so one of them saw something else";

    public override string ToString() =>
        Server is { } server
            ? FigureText.Invariant(
                $"the server counted {server} requests, the swarm {Swarm} ({Apart(server):+0.##;-0.##;0} %; {Unanswered} unanswered)"
            )
            : $"unknown: {Unknown}";

    // In percent of the swarm's count.
    private double Apart(long server) => Swarm == 0 ? 0 : (server - Swarm) * 100.0 / Swarm;
}
