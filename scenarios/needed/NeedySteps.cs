namespace Verify.Scenarios.Needed;

/// <summary>Declares steps that need a program: without it they are skipped, with the reason, and the others go on.</summary>
/// <param name="missing">Why they cannot be carried out; null where they can.</param>
internal sealed class NeedySteps(Phase phase, string? missing)
{
    public void Step(string id, string title, Func<Step, Task> act, string? command = null) =>
        phase.Step(id, title, Or(act), command);

    public void Gate(string id, string title, Func<Step, Task> act, string? command = null)
    {
        if (missing is null)
            phase.Gate(id, title, act, command);
        else
            Step(id, title, act, command);
    }

    public void Change(string id, Change change, Func<Step, Task>? check = null)
    {
        if (missing is null)
            phase.Change(id, change, check);
        else
            Step(id, change.Title, change.ApplyAsync, change.Command);
    }

    public void Undo(string id, string title, string downTo, Func<Step, Task> check)
    {
        if (missing is null)
            phase.Undo(id, title, downTo, check);
        else
            Step(id, title, check);
    }

    private Func<Step, Task> Or(Func<Step, Task> act) =>
        missing is null
            ? act
            : step =>
            {
                step.Skip(missing);
                return Task.CompletedTask;
            };
}
