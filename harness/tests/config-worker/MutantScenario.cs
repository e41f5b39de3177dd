using Verify.Scenarios.ConfigConsistency.Workers;
using Verify.Tests.Engine;

namespace Verify.Tests.ConfigWorker;

/// <summary>Every mutant beside the included designs on one workerd, and a step each.</summary>
public abstract class MutantScenario : SelfScenario
{
    // A minute of the design takes two seconds.
    private const int Speed = 30;

    private WorkersInRun? workers;

    /// <summary>The step that looks at a mutant.</summary>
    internal static string StepOf(Mutant mutant) => $"1.{Mutants.All.ToList().IndexOf(mutant) + 2}";

    public override void Configure(RunRequest request)
    {
        base.Configure(request);
        workers = new(
            Path.Combine(request.Folder, "work"),
            Speed,
            [.. WorkersInRun.Included, .. Mutants.All.Select(one => one.System)]
        );
    }

    [Phase("1", "Mutants")]
    public void Look(Phase phase)
    {
        if (workers is null)
            return;
        phase.Change("1.1", workers.Start());
        foreach (var mutant in Mutants.All)
        {
            var looked = workers.With(mutant.Name, mutant.Design);
            phase.Step(StepOf(mutant), mutant.Name, step => looked.While(mutant.Check)(step));
        }
    }
}
