using Verify.Instruments.Nginx.Diff;

namespace Verify.Scenarios.Changes;

/// <summary>A configuration that the scenario changes, and puts back.</summary>
/// <param name="name">What it is called in the log.</param>
internal abstract class ChangedConfiguration(string name)
{
    public string Name => name;

    /// <summary>Where its main file lies.</summary>
    public abstract string Path { get; }

    /// <summary>What was there before the first change.</summary>
    public abstract ConfigurationText Before { get; }

    /// <summary>What is there now, read again each time.</summary>
    public abstract ConfigurationText Now { get; }

    /// <summary>False until <see cref="WriteBaseline"/>.</summary>
    public abstract bool IsThere { get; }

    /// <summary>The changes, by step: each is numbered for the phase that it belongs to.</summary>
    protected abstract IReadOnlyList<(string Id, Change Change)> Changes { get; }

    /// <summary>What the changes are to come to; null where nobody has said so.</summary>
    public abstract IReadOnlyList<ExpectedChange>? Expected { get; }

    /// <summary>Declares the changes that belong to a phase.</summary>
    public void Declare(Phase phase)
    {
        foreach (
            var (id, change) in Changes.Where(one =>
                one.Id.StartsWith($"{phase.Id}.", StringComparison.Ordinal)
            )
        )
            phase.Change(id, change);
    }

    /// <summary>Puts what was there before in place, where it is not there by itself.</summary>
    public virtual void WriteBaseline() { }

    /// <summary>The differences as nginx sees them.</summary>
    public IReadOnlyList<ConfChange> Diff() =>
        Instruments.Nginx.Diff.ConfDiff.Semantic(Before.Conf, Now.Conf);
}
