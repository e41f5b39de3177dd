using System.Reflection;
using NUnit.Framework;
using Verify.Engine.Record;
using Verify.Engine.Runs;
using Verify.Engine.Services;

namespace Verify.Engine.Scenarios;

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

    /// <summary>The real parts that it runs. What they need is installed before the lab is entered.</summary>
    public virtual IReadOnlyList<Service> Services => [];

    /// <summary>Parts that only some of its runs need, depending on their options.</summary>
    public virtual IReadOnlyList<Service> Wanted => [];

    /// <summary>Its own options, in addition to those that every scenario has.</summary>
    public virtual IReadOnlyList<ScenarioOption> Options => [];

    /// <summary>Whether it may run on the machine itself (<c>--no-lab</c>), where every change is journalled.</summary>
    public virtual bool MayLeaveLab => false;

    /// <summary>Whether this run only observes what runs elsewhere, so that nothing has to be contained or undone.</summary>
    public virtual bool OnlyLooks => false;

    public virtual string Name => Named.Name;
    public virtual string Title => Named.Title;

    /// <summary>What a drill interrupts; none where nothing of it works outside a lab.</summary>
    public virtual IReadOnlyList<DrillSubject> Drills => [];

    /// <summary>The profiles that a night runs it with, the most telling first; none where it has no profile.</summary>
    public virtual IReadOnlyList<string> NightlyProfiles => [];

    /// <summary>The few figures of it that are compared with the last nights.</summary>
    public virtual IReadOnlyList<Headline> Headlines => [];

    /// <summary>How long it takes, before any night has told.</summary>
    public virtual ExpectedTimes Takes => ExpectedTimes.Unknown;

    /// <summary>Why a machine with so many processors cannot carry it with a profile; null where it can.</summary>
    /// <param name="folder">For what it takes to find out.</param>
    public virtual Task<string?> TooMuchAsync(
        string profile,
        int processors,
        string folder,
        CancellationToken ct
    ) => Task.FromResult<string?>(null);

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

    /// <summary>Completes a request from the scenario's own options: files to read, a tree to change.</summary>
    /// <exception cref="UsageError">An option's value is not allowed, or two do not go together.</exception>
    public virtual RunRequest Prepare(RunRequest request) => request;

    /// <summary>Gives the scenario the parameters of the run; called before the phases are declared.</summary>
    public virtual void Configure(RunRequest request) { }

    /// <summary>Checks that the machine can take a run outside a lab: ports are free, folders unused.</summary>
    /// <exception cref="CannotRun">It cannot. The message says what to do.</exception>
    public virtual void CheckHost(RunRequest request) { }

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
    protected virtual IConductor StartElsewhere() =>
        RecordedRun.Start(Name, GetType().Assembly.Location);

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
