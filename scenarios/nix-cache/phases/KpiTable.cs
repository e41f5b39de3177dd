using NUnit.Framework;
using Verify.Scenarios.NixCache.Hosts;
using Verify.Scenarios.NixCache.Plan;

namespace Verify.Scenarios.NixCache.Phases;

/// <summary>Step 9.1: every criterion and target of the plan, as held, refuted or not shown.</summary>
internal static class KpiTable
{
    public static Task WriteAsync(CacheInRun cache, Step step)
    {
        var lines = cache.Plan.Lines().ToArray();
        step.Saw(string.Join('\n', lines));
        step.Keep("plan.txt", string.Join('\n', lines) + "\n");
        step.Expect("rows of the plan's tables", lines.Length, Is.EqualTo(KpiPromises.All.Count));
        return Task.CompletedTask;
    }
}
