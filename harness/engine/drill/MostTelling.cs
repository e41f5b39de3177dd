using Verify.Engine.Interruptions;

namespace Verify.Engine.Drill;

/// <summary>An order of a drill's cells in which each next one shows most of what has been seen least.</summary>
internal static class MostTelling
{
    public static IEnumerable<DrillCell> First(IEnumerable<DrillCell> cells)
    {
        var left = cells.ToList();
        var seen = new Dictionary<object, int>();
        while (left.Count > 0)
        {
            var next = left.MaxBy(cell =>
                Shows(cell).Sum(what => 1.0 / (1 + seen.GetValueOrDefault(what)))
            )!;
            left.Remove(next);
            foreach (var what in Shows(next))
                seen[what] = seen.GetValueOrDefault(what) + 1;
            yield return next;
        }
    }

    private static object[] Shows(DrillCell cell)
    {
        var (subject, phase, (_, way, at, _)) = (cell.Subject, cell.Phase, cell.Interruption);
        return
        [
            (subject, phase),
            (subject, way),
            (subject, at, cell.Recovery),
            (subject, phase, way),
            (subject, phase, at, cell.Recovery),
        ];
    }
}
