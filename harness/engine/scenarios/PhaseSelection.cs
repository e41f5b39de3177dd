namespace Verify.Engine.Scenarios;

/// <summary>Which phases run: those selected and their prerequisites.</summary>
public static class PhaseSelection
{
    /// <param name="phases">The scenario's phases, in order.</param>
    /// <param name="asked">The ids given with <c>--phase</c>, or null for all.</param>
    /// <param name="leftOut">Why a phase has no part in this run, or null where it has one.</param>
    public static IReadOnlySet<string> Resolve(
        IReadOnlyList<Phase> phases,
        IReadOnlyList<string>? asked,
        Func<string, string?> leftOut
    )
    {
        var all = phases.Select(phase => phase.Id).ToArray();
        if (asked is null)
            return all.Where(id => leftOut(id) is null).ToHashSet();
        if (asked.Count == 0)
            throw new UsageError(
                $"--phase names no phase. Phases are {string.Join(", ", all)}; give one or several, separated by commas."
            );
        var selected = new HashSet<string>();
        var open = new Queue<string>(asked);
        while (open.TryDequeue(out var id))
        {
            // "3b" is what people type for "3B".
            var phase =
                phases.FirstOrDefault(p => p.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
                ?? throw new UsageError(
                    $"--phase {id}: there is no such phase. Phases are {string.Join(", ", all)}; give one or several, separated by commas."
                        + NearestMatch.Hint(id, all)
                );
            if (leftOut(phase.Id) is { } why)
                throw new UsageError($"--phase {id}: {why}. Leave it out of the list.");
            if (!selected.Add(phase.Id))
                continue;
            // A phase that this run does not have, or leaves out, changes nothing that another could stand on.
            foreach (
                var need in phase.Needs.Where(need => all.Contains(need) && leftOut(need) is null)
            )
                open.Enqueue(need);
        }
        return selected;
    }
}
