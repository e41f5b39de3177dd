using Verify.Engine.Interruptions;
using Verify.Engine.Runs;

namespace Verify.Engine.Scenarios;

/// <summary>A scenario with the parameters under which it works outside a lab: what a drill interrupts.</summary>
public abstract class DrillSubject(string name, string title)
{
    public string Name => name;
    public string Title => title;

    /// <summary>
    /// The step of a phase in the middle of which a signal comes at the worst time: the one that takes longest. A phase
    /// that is not named is interrupted in its first change, or where it has none, in its first step.
    /// </summary>
    public virtual IReadOnlyDictionary<string, string> Longest => new Dictionary<string, string>();

    /// <summary>
    /// Phases that only look, and for long, at what an earlier one started: all that can be taken back was there in that
    /// one. A signal in the midst of looking and kill -9 in each step show what the looking itself leaves behind.
    /// </summary>
    public virtual IReadOnlyList<string> OnlyLooking => [];

    /// <summary>Makes the world that its runs change: what it holds, and what runs in it. Inside a lab that is ours alone.</summary>
    /// <param name="folder">Empty, for whatever the world and its runs need.</param>
    public abstract Task<DrillWorld> ArrangeAsync(string folder, CancellationToken ct);
}

/// <summary>What a drilled run changes, and has to leave as it was.</summary>
public abstract class DrillWorld : IAsyncDisposable
{
    /// <summary>The run to interrupt, with its own folder; its phases and interruption are the drill's business.</summary>
    public abstract RunRequest Request { get; }

    /// <summary>Folders in which every byte, mode, owner and time must be what it was; they need not be there.</summary>
    public abstract IReadOnlyList<string> Trees { get; }

    /// <summary>States what else must be so again, beside trees, mounts, processes, ports and sysctls.</summary>
    /// <param name="run">The one that was interrupted, with its folder.</param>
    public virtual Task CheckAsync(Step step, RunRequest run, DrillCell cell) => Task.CompletedTask;

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
