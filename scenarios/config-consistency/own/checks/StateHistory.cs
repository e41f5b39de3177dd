using Verify.Instruments.Histories.Linearizability;
using Verify.Scenarios.ConfigConsistency.Phases;

namespace Verify.Scenarios.ConfigConsistency.Own.Checks;

/// <summary>Step 5.3: writes and reads of many clients at all colos, as a history of one register.</summary>
internal static class StateHistory
{
    public static string Command(OwnTrial trial) =>
        $"20 clients: {trial.Write}; curl http://$COLO.own.localhost:$PORT{trial.StatePath}";

    public static async Task CheckAsync(OwnInRun run, Step step)
    {
        var before = run.NewValue();
        await run.SendAsync(run.Trial.Write!, before, step.Ct);
        var first = run.NewValues(RegisterTrial.Operations);
        var trial = new RegisterTrial(
            "own",
            [run.Trial.StatePath!],
            async (client, _, value, ct) =>
                (
                    await run.Colos[client % run.Colos.Count]
                        .SendAsync(run.Trial.Write!.With(value), ct)
                ).Status
                    is >= 200
                        and <= 299,
            async (client, _, ct) =>
                WrittenValue.Of(await run.StateAtAsync(client % run.Colos.Count, ct))
        )
        {
            Initial = WrittenValue.Of(before),
            Value = (client, i) =>
                WrittenValue.Of(
                    first + (client * (RegisterTrial.Operations / RegisterTrial.Clients)) + i
                ),
        };
        await trial.CheckAsync(
            run.Clock,
            LinearizabilityVerdict.Linearizable,
            "a state that all colos share does one operation after the other",
            OwnOutcomes.OneState,
            step
        );
    }
}
