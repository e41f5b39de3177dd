using Verify.Scenarios.NixCache.Hosts;
using Verify.Tests.Engine;

namespace Verify.Tests.NixCache;

/// <summary>Every mutant on hosts of its own, and the one step that looks at it.</summary>
public abstract class MutantScenario : SelfScenario
{
    private const string Id = "1";
    private const int StepsEach = 4;

    private string? folder;

    /// <summary>The step that looks at a mutant.</summary>
    internal static string StepOf(Mutant mutant) => StepOf(mutant, StepsEach);

    public override void Configure(RunRequest request)
    {
        base.Configure(request);
        folder = Path.Combine(request.Folder, "work");
    }

    [Phase(Id, "Mutants")]
    public void Look(Phase phase)
    {
        if (folder is null)
            return;
        foreach (var mutant in Mutants.All)
        {
            var cache = new CacheInRun(Path.Combine(folder, mutant.Name), mutant.Variant);
            phase.Change(StepOf(mutant, 1), cache.Lay());
            if (mutant.IsServed)
            {
                phase.Change(StepOf(mutant, 2), cache.MakeKeys());
                phase.Change(StepOf(mutant, 3), cache.Serve());
            }
            phase.Step(StepOf(mutant), mutant.Name, step => mutant.Check(cache, step));
        }
    }

    private static string StepOf(Mutant mutant, int part) =>
        $"{Id}.{Mutants.All.ToList().IndexOf(mutant) * StepsEach + part}";
}
