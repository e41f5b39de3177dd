using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Step 8.1: every ticked item and every target of the plan, as held, refuted or not shown.</summary>
internal static class SeedTable
{
    public static Task WriteAsync(WorkersInRun workers, Step step)
    {
        var lines = workers.Seed.Lines().ToArray();
        step.Saw(string.Join('\n', lines));
        step.Keep("plan.txt", string.Join('\n', lines) + "\n");
        return Task.CompletedTask;
    }
}
