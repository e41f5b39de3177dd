namespace Verify.Instruments.Nginx.Diff;

/// <summary>A line that went from one context and came, the same, in another: one move, not two changes.</summary>
internal static class ContextMoves
{
    public static IReadOnlyList<ConfChange> Join(IReadOnlyList<ConfChange> changes)
    {
        var gone = changes
            .Where(change => IsLine(change) && change.New is null)
            .GroupBy(Key)
            .ToDictionary(group => group.Key, group => new Queue<ConfChange>(group));
        var moved = new Dictionary<ConfChange, ConfChange>(ReferenceEqualityComparer.Instance);
        foreach (var came in changes.Where(change => IsLine(change) && change.Old is null))
        {
            if (
                gone.TryGetValue(Key(came), out var queue)
                && queue.TryPeek(out var from)
                && from.Context != came.Context
            )
            {
                queue.Dequeue();
                moved[from] = came;
            }
        }
        var arrivals = moved.ToDictionary<
            KeyValuePair<ConfChange, ConfChange>,
            ConfChange,
            ConfChange
        >(pair => pair.Value, pair => pair.Key, ReferenceEqualityComparer.Instance);
        return
        [
            .. changes
                .Where(change => !moved.ContainsKey(change))
                .Select(change =>
                    arrivals.TryGetValue(change, out var from) ? Move(from, change) : change
                ),
        ];
    }

    private static ConfChange Move(ConfChange from, ConfChange to)
    {
        var affected = from
            .Affected.Concat(to.Affected)
            .DistinctBy(place => place.Context)
            .ToList();
        // Of a block that came or went nothing is known here: other requests may have it now.
        var isKnown = from.Kind == ChangeKind.NoOp && to.Kind == ChangeKind.NoOp;
        return to with
        {
            Kind = ChangeKind.Moved,
            Old = from.Old,
            Before = from.Before,
            Affected = affected,
            Note =
                $"from {from.Context} to {to.Context}"
                + (
                    isKnown && affected.Count == 0
                        ? "; the value in force is the same everywhere"
                        : ""
                ),
        };
    }

    private static bool IsLine(ConfChange change) =>
        change.Kind is ChangeKind.Added or ChangeKind.Removed or ChangeKind.NoOp
        && change.Directive != "#"
        && (change.Old ?? change.New) != "{ ... }";

    private static string Key(ConfChange change) =>
        $"{change.Directive}\n{change.Old ?? change.New}";
}
