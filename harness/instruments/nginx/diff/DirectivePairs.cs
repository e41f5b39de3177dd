using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Diff;

/// <summary>The directives of two blocks, paired: which line became which, which went, which came.</summary>
internal sealed record DirectivePairs(
    IReadOnlyList<(Directive Before, Directive After)> Both,
    IReadOnlyList<Directive> Removed,
    IReadOnlyList<Directive> Added
)
{
    public static DirectivePairs Of(ConfContext before, ConfContext after)
    {
        var both = new Dictionary<Directive, Directive>(ReferenceEqualityComparer.Instance);
        var old = before.Directives.ToList();
        var @new = after.Directives.ToList();
        // First what is the same line with the same value, then the same line, then what a reader would pair.
        Match(
            both,
            old,
            @new,
            it => Identity(it) + '\n' + DirectiveText.Canonical(it, before.Kind)
        );
        Match(both, old, @new, Identity);
        Match(
            both,
            [.. old.Where(DirectiveIdentity.PairsInOrder)],
            [.. @new.Where(DirectiveIdentity.PairsInOrder)],
            it => it.Name
        );
        return new(
            [
                .. before
                    .Directives.Where(both.ContainsKey)
                    .Select(directive => (directive, both[directive])),
            ],
            [.. before.Directives.Where(it => !both.ContainsKey(it))],
            [
                .. after
                    .Directives.Except(both.Values, ReferenceEqualityComparer.Instance)
                    .Cast<Directive>(),
            ]
        );

        string Identity(Directive directive) => DirectiveIdentity.Of(directive, before.Kind);
    }

    /// <summary>The fewest lines that must be taken out of their order to get from the one order to the other.</summary>
    public IReadOnlyList<(Directive Before, Directive After)> OutOfOrder(ConfContext after)
    {
        var position = new Dictionary<Directive, int>(ReferenceEqualityComparer.Instance);
        foreach (var directive in after.Directives)
        {
            position[directive] = position.Count;
        }
        var stays = LongestRise.Of([.. Both.Select(pair => position[pair.After])]);
        return [.. Both.Where((_, index) => !stays.Contains(index))];
    }

    private static void Match(
        Dictionary<Directive, Directive> both,
        List<Directive> old,
        List<Directive> @new,
        Func<Directive, string> key
    )
    {
        var taken = new HashSet<Directive>(both.Values, ReferenceEqualityComparer.Instance);
        var waiting = @new.Where(it => !taken.Contains(it))
            .GroupBy(key)
            .ToDictionary(group => group.Key, group => new Queue<Directive>(group));
        foreach (var directive in old.Where(it => !both.ContainsKey(it)))
        {
            if (
                waiting.TryGetValue(key(directive), out var queue)
                && queue.TryDequeue(out var partner)
            )
            {
                both[directive] = partner;
            }
        }
    }
}
