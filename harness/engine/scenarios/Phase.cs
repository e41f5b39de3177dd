using Verify.Engine.Record;

namespace Verify.Engine.Scenarios;

/// <summary>A numbered part of the log. Its method declares the steps; the engine carries them out afterwards.</summary>
/// <remarks>
/// Declaring and doing are apart so that every step is known before the first one runs: <c>--plan</c> prints them
/// without touching anything, and a report can say of each that it was not run.
/// </remarks>
public sealed class Phase(PhaseAttribute declared)
{
    private readonly List<DeclaredStep> steps = [];

    public string Id => declared.Id;
    public string Title { get; private set; } = declared.Title;
    public string Proves => declared.Proves;
    public bool Always => declared.Always;

    /// <summary>The phases whose changes this one stands on; selecting it selects them.</summary>
    public IReadOnlyList<string> Needs { get; } =
        declared.Needs.Split(
            ',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );

    internal IReadOnlyList<DeclaredStep> Steps => steps;

    /// <summary>Gives it another title, where what it is about in this run differs from what it is usually about.</summary>
    public void Call(string title) => Title = title;

    /// <summary>An observation: whatever it finds, the steps after it still make sense.</summary>
    public void Step(string id, string title, Func<Step, Task> act, string? command = null) =>
        Add(new(id, title, command, null, act, IsGate: false, Observes: true));

    /// <summary>
    /// An observation that starts together with the step before it, which it must not disturb. Several in a row run one after
    /// the other, beside that step. Outside a lab and in drills all steps run in turn: undos need an order, and a drill
    /// interrupts one step.
    /// </summary>
    public void Beside(string id, string title, Func<Step, Task> act, string? command = null)
    {
        if (steps is not [.., { Observes: true }])
            throw new InvalidOperationException(
                $"Step {id} ({title}) runs beside the step before it, which must be an observation."
            );
        Add(new(id, title, command, null, act, IsGate: false, Observes: true, IsBeside: true));
    }

    /// <summary>A step that later ones stand on: unless it passes, what follows is blocked.</summary>
    public void Gate(string id, string title, Func<Step, Task> act, string? command = null) =>
        Add(new(id, title, command, null, act, IsGate: true));

    /// <summary>Changes something, after its undo is on record; <paramref name="check"/> states the claims about it.</summary>
    public void Change(string id, Change change, Func<Step, Task>? check = null) =>
        Add(
            new(
                id,
                change.Title,
                change.Command,
                change.Undo,
                async step =>
                {
                    await step.ApplyAsync(change);
                    if (check is not null)
                        await check(step);
                },
                IsGate: true
            )
        );

    /// <summary>Takes back, last first, every change made since <paramref name="downTo"/> began, that phase included.</summary>
    public void Undo(string id, string title, string downTo, Func<Step, Task>? check = null) =>
        Add(
            new(
                id,
                title,
                null,
                null,
                async step =>
                {
                    await step.UndoAsync(downTo);
                    if (check is not null)
                        await check(step);
                },
                IsGate: false
            )
        );

    /// <summary>
    /// Takes back every change made since <paramref name="downTo"/> began, or leaves it standing, as the run's strategy
    /// says; <paramref name="check"/> is told which.
    /// </summary>
    public void Settle(string id, string title, string downTo, Func<Step, bool, Task> check) =>
        Add(
            new(
                id,
                title,
                null,
                null,
                async step => await check(step, await step.SettleAsync(downTo)),
                IsGate: false
            )
        );

    public PhasePlan Plan(bool selected) =>
        new(
            Id,
            Title,
            Proves,
            selected,
            [.. steps.Select(s => new StepPlan(s.Id, s.Title, s.Command, s.Undo))]
        );

    private void Add(DeclaredStep step)
    {
        if (
            !step.Id.StartsWith(Id + ".", StringComparison.Ordinal)
            || steps.Any(s => s.Id == step.Id)
        )
            throw new InvalidOperationException(
                $"Step {step.Id} ({step.Title}) of phase {Id} must be numbered {Id}.x, each number once."
            );
        steps.Add(step);
    }
}

/// <summary>A step before it is carried out.</summary>
/// <param name="IsGate">Unless it passes, what follows is blocked.</param>
/// <param name="Observes">Nothing that follows stands on it.</param>
/// <param name="IsBeside">Starts together with the last step before it that is not beside another.</param>
internal sealed record DeclaredStep(
    string Id,
    string Title,
    string? Command,
    string? Undo,
    Func<Step, Task> Act,
    bool IsGate,
    bool Observes = false,
    bool IsBeside = false
);
