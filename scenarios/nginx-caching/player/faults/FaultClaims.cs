using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>Who notices what, and what is claimed of it.</summary>
internal static class FaultClaims
{
    public static void Judge(Step step, IReadOnlyList<FaultCell> cells)
    {
        foreach (var cell in cells)
            step.Saw($"{cell.Fault.Words, -18} {cell.Player, -7} {cell.Text}");
    }
}
