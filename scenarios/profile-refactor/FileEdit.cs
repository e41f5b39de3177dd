namespace Verify.Scenarios.ProfileRefactor;

/// <summary>A change to a file, for a trial: lines of the plan in its place, one text for another, or another name.</summary>
/// <param name="WithLines">First and last line of the plan; the whole file, unless lines or a text are to be replaced.</param>
internal sealed record FileEdit(
    string Path,
    string? Replace = null,
    string? With = null,
    IReadOnlyList<int>? ReplaceLines = null,
    IReadOnlyList<int>? WithLines = null,
    string? Move = null
)
{
    public void Do(string folder, PlanText plan)
    {
        var file = System.IO.Path.Combine(folder, Path);
        if (Move is not null)
            File.Move(file, System.IO.Path.Combine(folder, Move));
        else
            File.WriteAllText(file, Changed(file, plan));
    }

    private string Changed(string file, PlanText plan)
    {
        var now = With ?? Of(WithLines!, plan);
        if ((Replace ?? (ReplaceLines is { } lines ? Of(lines, plan) : null)) is not { } old)
            return now + "\n";
        var text = File.ReadAllText(file);
        var places = text.Split(old).Length - 1;
        return places == 1
            ? text.Replace(old, now, StringComparison.Ordinal)
            : throw new CannotRun(
                $"{Path} has this {places} times, and not once; it is not the file that was meant:\n{old}"
            );
    }

    private static string Of(IReadOnlyList<int> lines, PlanText plan) =>
        plan.Between(lines[0], lines[1]);
}
