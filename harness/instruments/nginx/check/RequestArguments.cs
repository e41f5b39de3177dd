using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Nginx.Values;

namespace Verify.Instruments.Nginx.Check;

/// <summary>What nginx looks at in the arguments of directives that decide how a request is answered.</summary>
internal static class RequestArguments
{
    public static IEnumerable<ConfProblem> Condition(Directive line) =>
        IfCondition.Of(line) is { Invalid: { } invalid }
            ?
            [
                ConfProblem.Of(
                    line,
                    invalid,
                    "nginx reads no other conditions",
                    IfCondition.Allowed
                ),
            ]
            : [];

    public static IEnumerable<ConfProblem> Return(Directive line, List<Word> args)
    {
        var code = args[0].Value;
        var isCode = NumberValue.TryParse(code, out var number);
        var isAddress =
            args.Count == 1
            && (
                code.StartsWith("http://")
                || code.StartsWith("https://")
                || code.StartsWith("$scheme")
            );
        return (isCode ? number <= 999 : isAddress)
            ? []
            :
            [
                ConfProblem.Of(
                    line,
                    args[0],
                    $"invalid return code \"{code}\"",
                    isCode ? "it has more than three digits" : "it is no number",
                    "a status, a status and a text or address, or an address that begins with http://, https:// or $scheme"
                ),
            ];
    }

    public static IEnumerable<ConfProblem> TryFiles(Directive line, Word last) =>
        last.Value.StartsWith('=')
        && (!NumberValue.TryParse(last.Value.AsSpan(1), out var code) || code > 999)
            ?
            [
                ConfProblem.Of(
                    line,
                    last,
                    $"invalid code \"{last.Value}\"",
                    "a status follows the =",
                    "=404 and the like, or a path"
                ),
            ]
            : [];

    public static IEnumerable<ConfProblem> ErrorPage(Directive line, List<Word> args)
    {
        const string allowed = "statuses from 300 to 599 (not 499), perhaps =STATUS, and a page";
        var codes = args.SkipLast(1).ToList();
        if (codes is [.., { Value: ['=', .. var answer] } overwrite])
        {
            codes.RemoveAt(codes.Count - 1);
            if (codes.Count == 0 || answer.Length > 0 && !NumberValue.TryParse(answer, out _))
            {
                yield return ConfProblem.Of(
                    line,
                    overwrite,
                    $"invalid value \"{overwrite.Value}\"",
                    "= or =STATUS stands after the statuses",
                    allowed
                );
            }
        }
        foreach (var word in codes)
        {
            var isNumber = NumberValue.TryParse(word.Value, out var code);
            if (!isNumber || code == 499)
            {
                yield return ConfProblem.Of(
                    line,
                    word,
                    $"invalid value \"{word.Value}\"",
                    isNumber ? "499 is for nginx itself" : "it is no status",
                    allowed
                );
            }
            else if (code is < 300 or > 599)
            {
                yield return ConfProblem.Of(
                    line,
                    word,
                    $"value \"{word.Value}\" must be between 300 and 599",
                    "it is no error",
                    allowed
                );
            }
        }
    }

    public static IEnumerable<ConfProblem> Root(Directive line, Word path, ConfContext level)
    {
        if (
            line.Name == "alias"
            && level.Kind == ContextKind.Location
            && LocationPattern.Of(level.Opener!).IsNamed
        )
        {
            yield return ConfProblem.Of(
                line,
                "the \"alias\" directive cannot be used inside the named location",
                "a named location has no path that the alias could stand for",
                "root"
            );
        }
        foreach (
            var name in VariableUse
                .In(path.Value)
                .Names.Where(it => it is "document_root" or "realpath_root")
        )
        {
            yield return ConfProblem.Of(
                line,
                path,
                $"the ${name} variable cannot be used in the \"{line.Name}\" directive",
                "it is what this directive sets",
                "another variable, or a path"
            );
        }
    }

    public static IEnumerable<ConfProblem> ServerNames(Directive line, List<Word> args) =>
        args.Where(word =>
                word.Value is ['*', ..] name && (name.Length < 3 || name[1] != '.')
                || word.Value == "."
            )
            .Select(word =>
                ConfProblem.Of(
                    line,
                    word,
                    $"server name \"{word.Value}\" is invalid",
                    "a star stands for whole parts of a name",
                    "a name, *.name, name.*, .name, ~regex, _"
                )
            );
}
