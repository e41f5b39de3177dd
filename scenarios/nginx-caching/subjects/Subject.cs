namespace Verify.Scenarios.NginxCaching.Subjects;

/// <summary>What a run is about. Each kind declares its own steps, in the phases that it has.</summary>
internal abstract class Subject
{
    /// <summary>What is promised of it.</summary>
    public abstract IReadOnlyList<ExpectedOutcome> Outcomes { get; }

    /// <summary>The table that its conclusion begins with.</summary>
    public abstract KeyFigures Figures { get; }

    /// <summary>What its conclusion does not say.</summary>
    public abstract IReadOnlyList<string> Limits { get; }

    /// <summary>Folders of the machine in which it works outside a lab.</summary>
    public abstract IReadOnlyList<string> Places { get; }

    /// <summary>Folders that are looked through for what a phase has left changed.</summary>
    public virtual IReadOnlyList<string> Watched => [];

    public virtual bool OnlyLooks => false;

    /// <summary>The real parts that it runs; none where it looks at what runs already.</summary>
    /// <param name="origin">Those of any HLS origin.</param>
    public virtual IReadOnlyList<Service> Services(IReadOnlyList<Service> origin) => [];

    /// <summary>Why it leaves a phase out; null where it does not.</summary>
    public virtual string? LeftOut(string phase) => null;

    /// <exception cref="CannotRun">This machine cannot take it outside a lab.</exception>
    public virtual void CheckHost() { }

    /// <summary>Keeps in the run's folder what a lab would be out of sight of.</summary>
    public virtual void Pack() { }

    public abstract void Capture(Phase phase);

    public virtual void Derive(Phase phase) { }

    public virtual void MakeRoom(Phase phase) { }

    /// <summary>The changes that belong to this phase.</summary>
    public abstract void Change(Phase phase);

    public abstract void Diff(Phase phase);

    public abstract void Verify(Phase phase);

    public abstract void Load(Phase phase);

    public virtual void Play(Phase phase) { }

    public abstract void TakeBack(Phase phase);
}
