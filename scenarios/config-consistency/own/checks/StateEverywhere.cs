using NUnit.Framework;

namespace Verify.Scenarios.ConfigConsistency.Own.Checks;

/// <summary>Step 1.1: a write through one colo, seen at all.</summary>
internal static class StateEverywhere
{
    public static string Command(OwnTrial trial) =>
        $"{trial.Write}; curl http://lhr.own.localhost:$PORT{trial.StatePath}";

    public static async Task CheckAsync(OwnInRun run, Step step)
    {
        var value = run.NewValue();
        var written = await run.SendAsync(run.Trial.Write!, value, step.Ct);
        if (
            !step.Expect(
                $"{run.Trial.Write}",
                Shown.Outcome(written.Status, written.Text),
                Is.EqualTo(Shown.Answered)
            )
        )
            return;
        var seen = new List<string>();
        for (var colo = 0; colo < run.Colos.Count; colo++)
            if (await run.StateAtAsync(colo, step.Ct) == value)
                seen.Add(run.Colos[colo].Name);
        step.Expect(
            $"colos that show a write through {run.Colos[0].Name}",
            seen,
            Is.EqualTo(run.Colos.Select(colo => colo.Name)),
            "a channel has one state, wherever it is asked for",
            OwnOutcomes.OneState
        );
    }
}
