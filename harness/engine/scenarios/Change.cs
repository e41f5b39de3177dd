namespace Verify.Engine.Scenarios;

/// <summary>
/// An act with its undo. What escapes the lab is done by the step (OutsideAsync), which journals each undo
/// before its act; the rest is taken back by <paramref name="RevertAsync"/>. Either is idempotent and has its own time.
/// </summary>
/// <param name="Title">What changes, in a line.</param>
/// <param name="Command">What a person would have typed.</param>
/// <param name="Undo">What a person would type to take it back.</param>
/// <param name="RevertAsync">Lets go of what only this process holds; runs before the acts are undone.</param>
public sealed record Change(
    string Title,
    string Command,
    string Undo,
    Func<Step, Task> ApplyAsync,
    Func<CancellationToken, Task>? RevertAsync = null
)
{
    /// <summary>
    /// What the change is about, looked at: it must differ after the act, and be what it was after the undo. An undo is
    /// not believed, it is checked.
    /// </summary>
    public Func<string>? Fingerprint { get; init; }
}
