using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Diff;

/// <summary>Compares two configurations context by context and says what each difference does.</summary>
internal sealed class SemanticDiff(NginxConf before, NginxConf after)
{
    private readonly ContextPairs pairs = new(before.Root, after.Root);
    private readonly List<ConfChange> changes = [];

    public IReadOnlyList<ConfChange> Changes()
    {
        var effect = new ChangeEffect(before, after, pairs);
        foreach (var (old, @new, lines) in pairs.All)
        {
            foreach (var (was, became) in lines.Both)
            {
                Compare(old, was, became, effect);
            }
            foreach (var gone in lines.Removed)
            {
                One(ChangeKind.Removed, old, gone, effect);
            }
            foreach (var came in lines.Added)
            {
                One(ChangeKind.Added, old, came, effect, @new);
            }
            changes.AddRange(OrderChanges.Of(@new, lines));
            changes.AddRange(CommentChanges.Of(old, @new, lines));
        }
        return ContextMoves.Join(changes);
    }

    private void Compare(ConfContext level, Directive was, Directive became, ChangeEffect effect)
    {
        // What a block holds is compared line by line on its own.
        if (
            was.Block is not null && became.Block is not null
            || was.ArgsText == became.ArgsText && was.Code == became.Code
        )
        {
            return;
        }
        var same =
            DirectiveText.Canonical(was, level.Kind) == DirectiveText.Canonical(became, level.Kind);
        var affected = same ? [] : effect.Of(was.Name, level);
        var idle = same || affected.Count == 0 && ChangeEffect.IsKnown(was.Name, level);
        changes.Add(
            new(
                idle ? ChangeKind.NoOp : ChangeKind.Changed,
                level.Path,
                was.Name,
                Text(was),
                Text(became),
                was.Place,
                became.Place,
                affected,
                same ? "another spelling of the same value"
                    : idle ? "no server or location is left in which it counts"
                    : null
            )
        );
    }

    private void One(
        ChangeKind kind,
        ConfContext level,
        Directive directive,
        ChangeEffect effect,
        ConfContext? levelAfter = null
    )
    {
        var removed = kind == ChangeKind.Removed;
        var opened = (levelAfter ?? level).OpenedBy(directive);
        if (opened is not null && opened.Kind != ContextKind.Entries)
        {
            Whole(kind, (levelAfter ?? level).Path, opened);
            return;
        }
        var affected = effect.Of(directive.Name, level);
        var idle = affected.Count == 0 && ChangeEffect.IsKnown(directive.Name, level);
        var place = directive.Place;
        changes.Add(
            new(
                idle ? ChangeKind.NoOp : kind,
                (levelAfter ?? level).Path,
                directive.Name,
                removed ? Text(directive) : null,
                removed ? null : Text(directive),
                removed ? place : null,
                removed ? null : place,
                affected,
                idle ? InForceAnyway(directive, level, levelAfter) : null
            )
        );
    }

    private string InForceAnyway(Directive directive, ConfContext level, ConfContext? levelAfter)
    {
        var value = levelAfter is null
            ? Effective.In(after, pairs.After(level)!).Of(directive.Name)
            : Effective.In(before, level).Of(directive.Name);
        return $"in force without it: {value}";
    }

    // A block that came or went, and each line of it.
    private void Whole(ChangeKind kind, string context, ConfContext block)
    {
        var opener = block.Opener!;
        Report(
            kind,
            context,
            $"{opener.Name} {opener.ArgsText}".TrimEnd(),
            "{ ... }",
            opener.Place
        );
        foreach (var directive in block.Directives)
        {
            var inner = block.OpenedBy(directive);
            if (inner is null || inner.Kind == ContextKind.Entries)
            {
                Report(kind, block.Path, directive.Name, Text(directive), directive.Place);
            }
            else
            {
                Whole(kind, block.Path, inner);
            }
        }
    }

    private void Report(
        ChangeKind kind,
        string context,
        string directive,
        string text,
        SourcePlace place
    ) =>
        changes.Add(
            kind == ChangeKind.Removed
                ? new(kind, context, directive, text, null, place, null, [])
                : new(kind, context, directive, null, text, null, place, [])
        );

    private static string Text(Directive directive) =>
        directive switch
        {
            { Block: not null } =>
                $"{directive.ArgsText} {{ {DirectiveText.Lines(directive)} }}".TrimStart(),
            { Code: { } code } => $"{directive.ArgsText} {{{code}}}".TrimStart(),
            _ => directive.ArgsText,
        };
}
