using System.Reflection;
using NUnit.Framework;

namespace Verify.Engine;

/// <summary>A caching change to be proved, as a script of phases.</summary>
public abstract class Scenario
{
    private IConductor? conductor;

    /// <summary>What the change promises; every one needs a claim that proves it.</summary>
    public virtual IReadOnlyList<ExpectedOutcome> Outcomes => [];

    /// <summary>The figures that a conclusion begins with; null for none.</summary>
    public virtual KeyFigures? Figures => null;

    /// <summary>What this run never looks at, whatever becomes of it: a reader is told what a pass does not say.</summary>
    public virtual IReadOnlyList<string> Limits => [];

    /// <summary>The programs that must be there before the lab is entered.</summary>
    public abstract IReadOnlyList<string> Programs { get; }

    /// <summary>Folders whose npm packages are wanted before the lab is entered; what cannot be shown without, it says.</summary>
    public virtual IReadOnlyList<string> PackageFolders => [];

    public virtual string Name => Named.Name;
    public virtual string Title => Named.Title;

    /// <summary>What a drill interrupts; none where nothing of it works outside a lab.</summary>
    public virtual IReadOnlyList<DrillSubject> Drills => [];

    private ScenarioAttribute Named => GetType().GetCustomAttribute<ScenarioAttribute>()!;

    /// <summary>The phases with their steps, declared and not carried out; one without a step is no part of this run.</summary>
    public virtual IReadOnlyList<Phase> Declare() =>
        [
            .. GetType()
                .GetMethods()
                .Select(method => (method, declared: method.GetCustomAttribute<PhaseAttribute>()))
                .Where(pair => pair.declared is not null)
                .OrderBy(pair => pair.declared!.Line)
                .Select(pair =>
                {
                    var phase = new Phase(pair.declared!);
                    pair.method.Invoke(this, BindingFlags.DoNotWrapExceptions, null, [phase], null);
                    return phase;
                })
                .Where(phase => phase.Steps.Count > 0),
        ];

    /// <summary>Folders, as real paths, that are looked through before and after every phase: what differs at the end is left changed.</summary>
    public virtual IReadOnlyList<string> Watched => [];

    /// <summary>Folders of the machine, beside its own, in which a run of it works when it is not in a lab; no undo reaches further.</summary>
    public virtual IReadOnlyList<string> Places => [];

    /// <summary>Why this run leaves a phase out, whatever was selected; null where it does not.</summary>
    public virtual string? LeftOut(string phase) => null;

    /// <summary>Gives the scenario the parameters of the run; called before the phases are declared.</summary>
    public virtual void Configure(RunRequest request) { }

    /// <summary>Keeps in the run's folder what will be out of sight in a lab; called before it is entered.</summary>
    public virtual void Pack() { }

    [OneTimeSetUp]
    public void Begin() => conductor = Run.Current is { } run ? run.Begin(this) : StartElsewhere();

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (conductor is not null)
            await conductor.EndAsync();
    }

    /// <summary>
    /// Under <c>dotnet test</c> and in an IDE there is no lab around the test host: the scenario is run by the
    /// program in a lab of its own, and the phases repeat the verdicts of its record.
    /// </summary>
    protected abstract IConductor StartElsewhere();

    internal Task<PhaseOutcome> ConductAsync(string phase, CancellationToken ct) =>
        conductor!.ConductAsync(phase, ct);
}

/// <summary>Whoever carries a scenario's phases out.</summary>
public interface IConductor
{
    Task<PhaseOutcome> ConductAsync(string phase, CancellationToken ct);

    Task EndAsync();
}

/// <summary>How a phase ended, and why if it is not a pass.</summary>
public sealed record PhaseOutcome(Verdict Verdict, string? Reason)
{
    /// <summary>The worst of its steps, with that step's reason: one that broke earlier does not explain why a later one failed.</summary>
    internal static PhaseOutcome Of(IReadOnlyList<(Verdict Verdict, string Reason)> steps)
    {
        var worst = steps.Select(step => step.Verdict).Worst();
        return new(
            worst,
            worst == Verdict.Pass ? null : steps.First(step => step.Verdict == worst).Reason
        );
    }
}
