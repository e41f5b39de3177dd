using NUnit.Framework;
using Verify.Fixtures.Network;
using Verify.Instruments.Http;

namespace Verify.Scenarios.Cable;

/// <summary>The control of the path: with the cable down the origin cannot be reached, though it runs.</summary>
internal sealed class PathTakenDown(Step step, CabledServer server, Endpoint reached, string target)
{
    // An answer over a cable takes milliseconds; without one the kernel says so at once.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private Veth Cable => server.Cable;

    public async Task CheckAsync()
    {
        await Cable.SwitchAsync(up: false, step.Ct);
        try
        {
            var down = await AskAsync(reached);
            step.Expect(
                "control, the cable taken down: the origin's answer",
                down.Answer?.Status,
                Is.Null,
                down.Failure
            );
            step.Expect(
                "control, the cable taken down: its answer over its own loopback",
                (await AskAsync(server.Inside)).Answer?.Status,
                Is.EqualTo(200),
                "it runs, but cannot be reached"
            );
        }
        finally
        {
            // Also when interrupted: what follows stands on it.
            await Cable.SwitchAsync(up: true, CancellationToken.None);
        }
        step.Expect(
            "the cable up again: the origin's answer",
            (await AgainAsync())?.Status,
            Is.EqualTo(200),
            $"within {Patience.TotalSeconds:0} s: the kernel checks new links once a second"
        );
    }

    private async Task<HttpAnswer?> AgainAsync()
    {
        var start = Instant.Now;
        while (true)
            if (
                (await AskAsync(reached)).Answer is var answer
                && (answer is not null || Instant.Now - start > Patience)
            )
                return answer;
    }

    private Task<ProbedAnswer> AskAsync(Endpoint endpoint) =>
        new HeaderProbe(endpoint, Timeout).AskAsync(HttpAsk.Get(target), step.Ct);
}
