namespace Verify.Engine;

/// <summary>A tree of the user's, about to be changed.</summary>
public static class TreeChange
{
    /// <summary>
    /// To be called in the step that changes a tree, before it does: has the tree itself carry a copy of the journal until nothing of the run is left in it.
    /// </summary>
    public static async Task BeginAsync(Step step, string tree)
    {
        if (Unfinished.CopyIn(tree) is { } stands)
            throw new CannotRun(stands);
        await step.OutsideAsync(TreeAsItWas.Of(tree), step.StartJournalCopy);
    }
}
