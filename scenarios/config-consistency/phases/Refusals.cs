using NUnit.Framework;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Step 3.4: who may not change a channel changes nothing, and nothing is taken out of the cache.</summary>
internal static class Refusals
{
    public const string Command =
        "curl -X PUT http://admin.$DESIGN.localhost:$PORT/admin/channels/ch_demo_sports1 -d '{\"originUrl\":\"https://x.example\"}'";

    public static async Task CheckAsync(WorkersInRun workers, Step step)
    {
        foreach (var design in WorkersInRun.Designs)
        {
            var (system, channel) = (workers.Of(design), workers.NewChannel());
            await system.Colos[0].MediaAsync(channel, step.Ct);
            var mark = await workers.Server.MarkAsync(step.Ct);
            var (admin, ct) = (system.Admin, step.Ct);
            (string What, ChangeAnswer Answer, int Status)[] refused =
            [
                ("no token", await admin.ChangeAsync(channel, ct, token: null), 401),
                ("a wrong token", await admin.ChangeAsync(channel, ct, token: "guessed"), 401),
                (
                    "another organization's channel",
                    await admin.ChangeAsync(channel, ct, Admin.OtherToken),
                    403
                ),
                (
                    "another organization as a whole",
                    await admin.InvalidateAsync(ChannelName.Organization, ct, Admin.OtherToken),
                    403
                ),
                ("no URL", await admin.ChangeAsync(channel, ct, body: "{}"), 400),
            ];
            foreach (var (what, answer, status) in refused)
                step.Expect($"{design}, {what}: status", answer.Status, Is.EqualTo(status));
            step.Expect(
                $"{design}: keys taken out of the cache",
                await system.CountSinceAsync(
                    mark,
                    $"kv {system.Name} {system.Colos[0].Name} delete",
                    ct
                ),
                Is.EqualTo(0)
            );
            step.Expect(
                $"{design}: the version that viewers see",
                (await system.Colos[0].MediaAsync(channel, ct)).Version,
                Is.EqualTo(1),
                "nothing was changed"
            );
        }
    }
}
