using Verify.Engine.Labs;
using Verify.Engine.Namespaces;
using Verify.Fixtures.Nginx;
using Verify.Scenarios.Changes;

namespace Verify.Scenarios.Serving;

/// <summary>Step 5.4: what runs is what was diffed, by the word of every worker.</summary>
/// <param name="epoch">Where a file is asked for that every worker answers with its configuration.</param>
/// <param name="port">The one that the configurations listen on.</param>
/// <param name="isMarked">Every worker has to say what it runs, and is not only allowed to.</param>
internal sealed class RunningConfiguration(LiveOrigin live, string epoch, int port, bool isMarked)
{
    public const string Command =
        "sha256sum nginx.conf; curl -sI http://127.0.0.1:17080/"
        + Epoch.FileName
        + "  # until every worker has answered";

    public async Task CheckAsync(Step step)
    {
        foreach (var server in live.Servers.Where(one => one.Role != ServerRole.Control))
        {
            var changed = server.Role == ServerRole.Candidate;
            var diffed = changed ? server.Of.Now : server.Of.Before;
            await RunsAsDiffed.CheckAsync(
                step,
                server.Nginx,
                epoch,
                Served(server, diffed),
                isMarked,
                changed ? "identity" : null
            );
        }
        if (!Lab.IsInside)
            step.Find(
                "without a lab the servers share one network, so all but the candidate listen on ports of their own",
                "their configurations differ from the diffed ones only in the listen line",
                "run it in a lab",
                kind: FindingKind.Note,
                effect: Effect.Cosmetic
            );
    }

    // The sha256 of the diffed file; without a lab, of that with the port that was left for it.
    private string Served(OriginServer server, ConfigurationText diffed) =>
        Lab.IsInside
            ? diffed.Sha256
            : Epoch.Of(
                new ServerPlace(server.Served.Address.Port, Compartment.OfTheProgram).Fit(
                    diffed.Text,
                    port
                )
            );
}
