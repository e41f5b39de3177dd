namespace Verify.Instruments;

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
        var opened = after.Children.ToDictionary<ConfContext, Directive>(
            child => child.Opener!,
            ReferenceEqualityComparer.Instance
        );
        var ours = before.Children.ToDictionary<ConfContext, Directive>(
            child => child.Opener!,
            ReferenceEqualityComparer.Instance
        );
        foreach (var (old, @new) in lines.Both)
        {
            if (ours.TryGetValue(old, out var mine) && opened.TryGetValue(@new, out var theirs))
            {
                Walk(mine, theirs);
            }
        }
    }
}
