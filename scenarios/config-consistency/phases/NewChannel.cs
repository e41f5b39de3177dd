using NUnit.Framework;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Step 7B.2: a channel is asked for before there is one; how long is it unknown after it was made?</summary>
internal static class NewChannel
{
    public const string Command =
        "curl http://lhr.$DESIGN.localhost:$PORT/demo/new/v_1600k.m3u8; INSERT INTO channels ...; until curl -f http://lhr.$DESIGN.localhost:$PORT/demo/new/v_1600k.m3u8; do sleep 0.04; done";

    // So long an object says that a channel is unknown without asking D1 again.
    private const double Unknown = 5;

    // A channel that is not found long after it was made never will be.
    private const double Patience = 30;

    private const int NotFound = 404;

    private static readonly TimeSpan BetweenAsks = TimeSpan.FromMilliseconds(20);

    public static async Task CheckAsync(WorkersInRun workers, Step step)
    {
        foreach (var design in new[] { WorkersInRun.AsDesigned, WorkersInRun.Cured })
        {
            var system = workers.Of(design);
            // More than there are.
            var channel = new ChannelName(WorkersInRun.Channels + workers.NewChannel().Number);
            var (colo, clock) = (system.Colos[1], workers.Clock);
            step.Expect(
                $"{design}, {colo.Name}: status before it is made",
                (await colo.MediaAsync(channel, step.Ct)).Status,
                Is.EqualTo(NotFound)
            );
            await system.MakeAsync(channel, step.Ct);
            var made = clock.Now;
            var (unknown, answer) = (TimeSpan.Zero, await colo.MediaAsync(channel, step.Ct));
            while (answer.Status == NotFound && clock.Now - made < clock.Real(Patience))
            {
                unknown = answer.Sent - made;
                await Task.Delay(BetweenAsks, step.Ct);
                answer = await colo.MediaAsync(channel, step.Ct);
            }
            step.Expect(
                $"{design}, {colo.Name}: seconds for which a channel that was made is unknown",
                clock.Design(unknown),
                Is.LessThanOrEqualTo(Unknown),
                $"nothing keeps for longer than {Unknown:0} s that there is none"
            );
            step.Expect(
                $"{design}, {colo.Name}: status at the end",
                answer.Status,
                Is.EqualTo(200)
            );
        }
    }
}
