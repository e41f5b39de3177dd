using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Diff;

/// <summary>Where a change of a directive puts another value in force.</summary>
internal sealed class ChangeEffect(NginxConf before, NginxConf after, ContextPairs pairs)
{
    private const ContextKind Serving =
        ContextKind.Server
        | ContextKind.Location
        | ContextKind.LocationIf
        | ContextKind.LimitExcept;

    /// <param name="level">The context (before) the change stands in.</param>
    public IReadOnlyList<AffectedPlace> Of(string directive, ConfContext level) =>
        [
            .. Places(directive, level)
                .Select(place => (Before: place, After: pairs.After(place)))
                // A place that came or went is a change of its own.
                .Where(place => place.After is not null)
                .Select(place => new AffectedPlace(
                    place.After!.Path,
                    place.After.Kind,
                    Effective.In(before, place.Before).Of(directive),
                    Effective.In(after, place.After).Of(directive)
                ))
                .Where(place => !place.Old.SameAs(place.New)),
        ];

    /// <summary>nginx's own directives follow rules we know; of another module's we can only compare the text.</summary>
    public static bool IsKnown(string directive, ConfContext level) =>
        DirectiveTable.Find(directive, level.Kind) is not null;

    private static IEnumerable<ConfContext> Places(string directive, ConfContext level)
    {
        if (!Inheritance.Inherits(directive, ContextKind.Location))
        {
            return [level];
        }
        var within = level.SelfAndDescendants.Where(it => (it.Kind & Serving) != 0);
        return level.Kind is ContextKind.Http ? within.DefaultIfEmpty(level)
            : level.Kind is ContextKind.Main && directive == "error_log" ? within.Prepend(level)
            : (level.Kind & Serving) != 0 ? within
            : [level];
    }
}
