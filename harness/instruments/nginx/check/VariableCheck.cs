using Verify.Engine;
using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Check;

/// <summary>Variables that nobody defines, and those that cannot be defined anew.</summary>
internal static class VariableCheck
{
    private const string NameRule = "a $ and a name of letters, digits and _";

    /// <param name="closed">No other module can bring variables that we do not know.</param>
    public static IEnumerable<ConfProblem> Of(NginxConf conf, bool closed)
    {
        var levels = conf
            .Root.Children.Where(child => child.Kind == ContextKind.Http)
            .SelectMany(http => http.SelfAndDescendants)
            .Where(IsRead)
            .ToList();
        var defined = levels
            .SelectMany(level => level.Directives.SelectMany(line => Defined(line, level)))
            .Select(it => it.Name)
            .ToHashSet(StringComparer.Ordinal);
        return levels.SelectMany(level =>
            level.Directives.SelectMany(line =>
                Misnamed(line)
                    .Concat(Redefined(line, level))
                    .Concat(Unknown(line, level, defined, closed))
            )
        );
    }

    private static bool IsRead(ConfContext level) =>
        level.Kind == ContextKind.Entries
        || !level.SelfAndAncestors.Any(it => it.Kind == ContextKind.Foreign);

    // The word in which the directive names the variable that it defines.
    private static Word? Definition(Directive line) =>
        line.Name switch
        {
            "set" or "auth_request_set" when line.Words.Count == 3 => line.Words[1],
            "map" or "split_clients" when line.Block is not null && line.Words.Count == 3 =>
                line.Words[2],
            "geo" when line.Block is not null && line.Words.Count is 2 or 3 => line.Words[^1],
            _ => null,
        };

    private static IEnumerable<(string Name, Word Word)> Defined(Directive line, ConfContext level)
    {
        if (level.Kind != ContextKind.Entries && Definition(line) is { Value: ['$', _, ..] } word)
        {
            yield return (word.Value[1..], word);
        }
        foreach (var (regex, pattern) in RegexWords.Of(line, level))
        {
            foreach (var name in RegexWords.Captures(pattern))
            {
                yield return (name, regex);
            }
        }
    }

    private static IEnumerable<ConfProblem> Misnamed(Directive line) =>
        Definition(line) is { } word && word.Value is not ['$', _, ..]
            ?
            [
                ConfProblem.Of(
                    line,
                    word,
                    $"invalid variable name \"{word.Value}\"",
                    "a variable is named with its dollar",
                    NameRule
                ),
            ]
            : [];

    private static IEnumerable<ConfProblem> Redefined(Directive line, ConfContext level) =>
        Defined(line, level)
            .Where(it => BuiltInVariables.IsFixed(it.Name))
            .Select(it =>
                ConfProblem.Of(
                    line,
                    it.Word,
                    $"the duplicate \"{it.Name}\" variable",
                    "nginx gives this variable its value and lets nobody else do it",
                    "a name of one's own"
                )
            );

    private static IEnumerable<ConfProblem> Unknown(
        Directive line,
        ConfContext level,
        HashSet<string> defined,
        bool closed
    )
    {
        foreach (var (word, text) in VariableUse.Texts(line, level))
        {
            var (names, invalid) = VariableUse.In(text);
            if (invalid is not null)
            {
                var says =
                    line.Name == "log_format" && invalid == "invalid variable name"
                        ? $"invalid parameter \"{text}\""
                        : invalid;
                yield return ConfProblem.Of(line, word, says, "a $ begins a variable", NameRule);
            }
            foreach (
                var name in names.Where(name =>
                    closed && !defined.Contains(name) && !BuiltInVariables.IsKnown(name)
                )
            )
            {
                yield return ConfProblem.Of(
                    line,
                    word,
                    $"unknown \"{name}\" variable",
                    "nothing in this configuration defines it, and nginx 1.22 does not either"
                        + NearestMatch.Hint(name, BuiltInVariables.Names.Concat(defined)),
                    "a variable of nginx, or one that set, map, geo or a named capture defines"
                ) with
                {
                    Certain = false,
                };
            }
        }
    }
}
