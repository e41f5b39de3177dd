using System.Text.Json.Serialization;
using Verify.Engine.Secrets;
using Verify.Engine.Trust;

namespace Verify.Engine.Journals;

/// <summary>
/// An undo as data: what it takes to take an act back, also after the process that did it is gone. Idempotent: it may
/// find everything, a part or nothing of the act, and may itself have been cut off half way.
/// </summary>
[JsonConverter(typeof(RecoveryActJson))]
public abstract record RecoveryAct
{
    // An undo of a file, a mount or a process needs milliseconds; one that hangs must not keep the others from running.
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);

    /// <summary>How long it may take; then it is given up, said to have failed, and the next one runs.</summary>
    [JsonIgnore]
    public virtual TimeSpan Budget => Usual;

    /// <summary>What of somebody else's the undo found in its way and put aside, each to be said; looked for anew each time.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<string> SetAside => [];

    public abstract Task DoAsync(CancellationToken ct);

    /// <summary>The act that it takes back: a change is not called by what undoes it.</summary>
    public virtual string Act() => $"what this takes back: {this}";

    /// <summary>As it may be done when it was read from a journal: it reaches nothing outside of these confines.</summary>
    /// <exception cref="CannotRun">It would.</exception>
    public abstract RecoveryAct Within(Confines confines);

    /// <summary>As it may stand in a file: without its secrets it still has to bring back what it takes back.</summary>
    public virtual RecoveryAct WithoutSecrets(SecretMask mask) => this;

    /// <summary>Whether it makes things worse unless another undo, that failed before it, has been done.</summary>
    public virtual bool WaitsFor(RecoveryAct failed) => false;

    /// <summary>The act is to stay after all: clears away what only the undo needed. Idempotent too.</summary>
    public virtual Task SettleAsync(CancellationToken ct) => Task.CompletedTask;
}
