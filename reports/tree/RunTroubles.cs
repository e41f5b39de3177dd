using Verify.Engine;

namespace Verify.Reports.Tree;

/// <summary>Collects what would be lost in a report that shows steps alone.</summary>
internal static class RunTroubles
{
    public static IEnumerable<Trouble> Of(RunTree tree, bool hasBeginning)
    {
        if (tree.CutOff is { } end)
        {
            yield return new(null, Verdict.Broken, $"interrupted: {end}");
        }
        if (!hasBeginning)
        {
            yield return new(
                null,
                Verdict.Broken,
                "The beginning of the run is not in the record."
            );
        }
        foreach (var problem in tree.Problems)
        {
            yield return new(
                null,
                Verdict.Broken,
                $"Line {problem.Line} of the record cannot be read ({problem.Why}): {problem.Text}"
            );
        }
        foreach (var change in tree.Changes.Where(change => change.Failure is not null))
        {
            yield return new(
                null,
                Verdict.Broken,
                $"The undo of '{change.Title}' failed: {change.Failure}"
            );
        }
        foreach (var phase in tree.Phases)
        {
            if (
                phase.Standing.Verdict is { } verdict
                && verdict > Worst(phase.Steps.Select(s => s.Standing))
            )
            {
                yield return new(
                    phase.Id,
                    verdict,
                    phase.Standing.Reason ?? $"The phase ended {verdict.Word()}."
                );
            }
        }
        if (tree.Standing.Verdict is { } run && run > Worst(tree.Phases.Select(p => p.Standing)))
        {
            yield return new(null, run, tree.Standing.Reason ?? $"The run ended {run.Word()}.");
        }
    }

    private static Verdict Worst(IEnumerable<Standing> parts) =>
        parts.Select(part => part.Verdict).OfType<Verdict>().Worst();
}
