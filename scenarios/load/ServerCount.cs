namespace Verify.Scenarios;

/// <summary>Requests of one run, as the server and as the swarm counted them.</summary>
/// <param name="Unanswered">Sent by the swarm and under way when time was up: the server may have seen them or not.</param>
internal sealed record ServerCount(long Server, long Swarm, long Unanswered)
{
    // Further apart, one of them counted something else: another client, a proxy in between, requests that were lost.
    private const double Most = 0.01;

    public bool Agrees => Math.Abs(Server - Swarm) - Unanswered <= Most * Math.Max(Server, Swarm);

    /// <summary>Of the swarm's count.</summary>
    public double Apart => Swarm == 0 ? 0 : (double)(Server - Swarm) / Swarm;

    public override string ToString() =>
        FigureText.Invariant(
            $"the server counted {Server} requests, the swarm {Swarm} ({Apart * 100:+0.##;-0.##;0} %; {Unanswered} unanswered)"
        );
}
