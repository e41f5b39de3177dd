using Verify.Engine.Recoveries;
using Verify.Engine.Tree;

namespace Verify.Scenarios.Cli;

/// <summary>A run's turn on a tree of the user's: one at a time, and none over what another has left.</summary>
internal static class TreeTurn
{
    /// <exception cref="CannotRun">Another run is on the tree, or has left it changed.</exception>
    public static IDisposable Take(string tree)
    {
        var turn = TreeLock.Take(tree);
        // Looked at in our turn only: a run that is still going on has every right to be unfinished.
        if (Unfinished.For(tree, Checkout.Out) is not { } message)
            return turn;
        turn.Dispose();
        throw new CannotRun(message);
    }
}
