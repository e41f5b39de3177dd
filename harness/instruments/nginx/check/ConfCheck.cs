using Verify.Engine;
using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Nginx.Values;

namespace Verify.Instruments.Nginx.Check;

/// <summary>Names what nginx will refuse in a configuration before nginx is asked.</summary>
public static class ConfCheck
{
    public static IReadOnlyList<ConfProblem> Of(NginxConf conf)
    {
        // A module that is loaded brings directives that the table cannot know.
        var closed = !conf.Root.Named("load_module").Any();
        var http = conf.Root.Children.Where(child => child.Kind == ContextKind.Http).ToList();
        var all = ByteOrderMarks(conf)
            .Concat(NameCheck.Of(conf))
            .Concat(
                conf.Root.SelfAndDescendants.SelectMany(context =>
                    IsJudged(context) ? In(conf, context, closed)
                    : context.Kind == ContextKind.Entries ? EntriesIn(context)
                    : []
                )
            )
            .Concat(http.SelectMany(ListenCheck.Of))
            .Concat(http.SelectMany(ZoneCheck.Of))
            .Concat(VariableCheck.Of(conf, closed));
        return InOrder(conf, all);
    }

    private static IEnumerable<ConfProblem> In(NginxConf conf, ConfContext context, bool closed) =>
        ProblemsIn(context, closed)
            .Concat(LocationCheck.Of(context))
            .Concat(UpstreamCheck.Of(context))
            .Concat(BufferCheck.Of(conf, context));

    private static IEnumerable<ConfProblem> EntriesIn(ConfContext table) =>
        EntryCheck
            .Of(table)
            .Concat(table.Directives.SelectMany(entry => RegexWords.Broken(entry, table)));

    // As a reader goes through the files.
    private static IReadOnlyList<ConfProblem> InOrder(
        NginxConf conf,
        IEnumerable<ConfProblem> problems
    )
    {
        var order = conf
            .Files.Select(file => file.Source.Path)
            .Distinct()
            .Select((file, index) => (file, index))
            .ToDictionary(it => it.file, it => it.index, StringComparer.Ordinal);
        return
        [
            .. problems
                .OrderBy(problem => order.GetValueOrDefault(problem.File))
                .ThenBy(problem => problem.Line)
                .ThenBy(problem => problem.Place.Offset),
        ];
    }

    private static bool IsJudged(ConfContext context) =>
        !context.SelfAndAncestors.Any(it => it.Kind is ContextKind.Foreign or ContextKind.Entries);

    private static IEnumerable<ConfProblem> ByteOrderMarks(NginxConf conf) =>
        conf
            .Files.Where(file => file.Source.HasByteOrderMark)
            .Select(file => new ConfProblem(
                new(file.Source.Path, 1, 1, 0, 1),
                "",
                "U+FEFF",
                "unknown directive",
                "the file begins with a byte order mark, which nginx takes for a part of the first word",
                "UTF-8 without a byte order mark"
            ));

    private static IEnumerable<ConfProblem> ProblemsIn(ConfContext context, bool closed)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var directive in context.Directives)
        {
            var declared = DirectiveTable.Find(directive.Name).ToList();
            var spec = DirectiveTable.Find(directive.Name, context.Kind);
            var known = spec is not null && Miscounted(directive, spec) is null;
            foreach (
                var finer in known
                    ? ArgumentCheck
                        .Of(directive, context)
                        .Concat(RegexWords.Broken(directive, context))
                    : []
            )
            {
                yield return finer;
            }
            var problem = (declared.Count, spec) switch
            {
                (0, _) => closed ? Unknown(directive) : null,
                (_, null) => Misplaced(directive, context, declared),
                (_, { } declaration) => Miscounted(directive, declaration)
                    ?? Refused(directive, declaration)
                    ?? Repeated(directive, declaration, seen),
            };
            if (problem is not null)
            {
                yield return problem;
            }
        }
    }

    private static ConfProblem Unknown(Directive directive) =>
        new(
            directive.Place,
            directive.Name,
            directive.ArgsText,
            $"unknown directive \"{directive.Name}\"",
            "nginx 1.22 and the modules built into it know no such directive"
                + NearestMatch.Hint(directive.Name, DirectiveTable.Names),
            "a directive of this build, or load_module for the module that brings it",
            Certain: false
        );

    private static ConfProblem Misplaced(
        Directive directive,
        ConfContext context,
        IReadOnlyList<DirectiveSpec> declared
    ) =>
        new(
            directive.Place,
            directive.Name,
            directive.ArgsText,
            $"\"{directive.Name}\" directive is not allowed here",
            $"it stands in {context.Path}",
            string.Join(", ", declared.Select(spec => spec.Contexts).Distinct()).ToLowerInvariant()
        );

    private static ConfProblem? Miscounted(Directive directive, DirectiveSpec spec)
    {
        var count = directive.Words.Count - 1;
        return count >= spec.FewestArgs && count <= spec.MostArgs
            ? null
            : new(
                directive.Place,
                directive.Name,
                directive.ArgsText,
                $"invalid number of arguments in \"{directive.Name}\" directive",
                $"it has {count}",
                spec.MostArgs == int.MaxValue ? $"{spec.FewestArgs} or more"
                    : spec.MostArgs == spec.FewestArgs ? $"{spec.FewestArgs}"
                    : $"{spec.FewestArgs} to {spec.MostArgs}"
            );
    }

    private static ConfProblem? Refused(Directive directive, DirectiveSpec spec)
    {
        var args = directive.Args.ToList();
        if (DirectiveValue.Read(spec, args).Refusal is not { } refusal)
        {
            return null;
        }
        var word = args.IndexOf(refusal.Value);
        return new(
            word < 0 ? directive.Place : directive.Words[word + 1].Place,
            directive.Name,
            refusal.Value,
            refusal.Says,
            refusal.Reason,
            refusal.Allowed
        );
    }

    private static ConfProblem? Repeated(
        Directive directive,
        DirectiveSpec spec,
        HashSet<string> seen
    ) =>
        // root and alias fill one place, so the one after the other is a repetition too.
        seen.Add(Inheritance.Family(directive.Name)[0]) || !Inheritance.OnlyOnce(spec)
            ? null
            : new(
                directive.Place,
                directive.Name,
                directive.ArgsText,
                $"\"{directive.Name}\" directive is duplicate",
                "it is set already in this block",
                "once in a block"
            );
}
