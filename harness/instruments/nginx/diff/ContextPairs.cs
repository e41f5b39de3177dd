using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Diff;

/// <summary>Which context of the one configuration is which of the other; walks both at once.</summary>
internal sealed class ContextPairs
{
    private readonly List<(ConfContext Before, ConfContext After, DirectivePairs Lines)> all = [];
    private readonly Dictionary<ConfContext, ConfContext> partner = [];

    public ContextPairs(ConfContext before, ConfContext after) => Walk(before, after);

    /// <summary>From the outermost inwards, in the order of the first configuration.</summary>
    public IReadOnlyList<(ConfContext Before, ConfContext After, DirectivePairs Lines)> All => all;

    /// <summary>The same context after the change, or null where it is gone.</summary>
    public ConfContext? After(ConfContext before) => partner.GetValueOrDefault(before);

    // Contexts are at most a hundred deep, which the parser sees to.
    private void Walk(ConfContext before, ConfContext after)
    {
        var lines = DirectivePairs.Of(before, after);
        all.Add((before, after, lines));
        partner[before] = after;
        foreach (var (old, @new) in lines.Both)
        {
            if (before.OpenedBy(old) is { } mine && after.OpenedBy(@new) is { } theirs)
            {
                Walk(mine, theirs);
            }
        }
    }
}
