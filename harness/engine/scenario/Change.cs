namespace Verify.Engine;

/// <summary>An act with its undo. The undo is recorded before the act, is idempotent, and has a time budget of its own.</summary>
/// <param name="Title">What changes, in a line.</param>
/// <param name="Command">What a person would have typed.</param>
/// <param name="Undo">What a person would type to take it back.</param>
public sealed record Change(
    string Title,
    string Command,
    string Undo,
    Func<Step, Task> ApplyAsync,
    Func<CancellationToken, Task> RevertAsync
)
{
    /// <summary>
    /// What the change is about, looked at: it must differ after the act, and be what it was after the undo. An undo is
    /// not believed, it is checked.
    /// </summary>
    public Func<string>? Fingerprint { get; init; }

    /// <summary>
    /// The same undo as data, for the journal of a run without a lab; last first. Inside a lab nothing outlives the run.
    /// </summary>
    public IReadOnlyList<RecoveryAct> Recovery { get; init; } = [];
}
