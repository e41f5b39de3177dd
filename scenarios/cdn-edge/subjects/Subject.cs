namespace Verify.Scenarios.CdnEdge.Subjects;

/// <summary>What a run is about where that is not the included designs. Each kind declares the phases that it has.</summary>
internal abstract class Subject
{
    public abstract IReadOnlyList<ExpectedOutcome> Outcomes { get; }

    public abstract KeyFigures? Figures { get; }

    public abstract IReadOnlyList<string> Limits { get; }

    public virtual IReadOnlyList<Service> Services => [];

    public virtual bool OnlyLooks => false;

    /// <summary>Keeps in the run's folder what a lab would be out of sight of.</summary>
    public virtual void Pack() { }

    public abstract IReadOnlyList<Phase> Declare();

    /// <summary>A phase that the scenario has too, by the same number.</summary>
    protected static Phase Phase(PhaseAttribute declared, Action<Phase> declare)
    {
        var phase = new Phase(declared);
        declare(phase);
        return phase;
    }
}
