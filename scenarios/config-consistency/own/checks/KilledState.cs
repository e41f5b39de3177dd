using NUnit.Framework;
using Verify.Scenarios.ConfigConsistency.Phases;

namespace Verify.Scenarios.ConfigConsistency.Own.Checks;

/// <summary>Step 5.1: what was acknowledged is there after kill -9 of workerd at any moment.</summary>
internal sealed class KilledState(int kills, int writes)
{
    public static string Command(OwnTrial trial) =>
        $"{trial.Write}; kill -9 $(pgrep workerd); curl http://sjc.own.localhost:$PORT{trial.StatePath}";

    public async Task CheckAsync(OwnInRun run, Step step)
    {
        // One state, so one writer at a time: what it shows is what was written last.
        var begun = run.NewValues(short.MaxValue);
        var outcome = await new KilledWrites(run.Server, kills, writes).RunAsync(
            [
                new(
                    run.Trial.StatePath!,
                    async (value, ct) =>
                        (await run.SendAsync(run.Trial.Write!, value, ct)).Status
                            is >= 200
                                and <= 299,
                    async ct => Math.Max(begun, await run.StateAtAsync(0, ct))
                ),
            ],
            begun,
            step
        );
        step.Expect(
            $"times that the state is older than what was acknowledged, after {kills} kills",
            outcome.Lost,
            Is.Empty,
            "a reply leaves an object only when its writes are on the disk",
            OwnOutcomes.Durable
        );
        step.Measure(new("writes acknowledged before a kill", outcome.Acknowledged, "", kills));
    }
}
