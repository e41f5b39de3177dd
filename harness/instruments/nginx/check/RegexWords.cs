using System.Text.RegularExpressions;
using Verify.Engine;
using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Check;

/// <summary>The regular expressions of a configuration: where they stand, which names they capture, which are broken.</summary>
internal static partial class RegexWords
{
    // What PCRE knows and .NET does not, or knows otherwise: of such an expression nothing is said.
    private static readonly string[] BeyondUs =
    [
        @"\p",
        @"\P",
        @"\X",
        @"\R",
        @"\K",
        @"\g",
        @"\k",
        @"\N",
        @"\o",
        @"\x",
        @"\C",
        @"\c",
        @"\z",
        @"\E",
        "(?&",
        "(?P>",
        "(?P=",
        "(?R",
        "(?|",
        "(?C",
        "(?+",
        "(?-",
        "(?(",
        "(?'",
        "(*",
        "[[:",
        "[:",
    ];

    public static IEnumerable<(Word Word, string Pattern)> Of(
        Directive directive,
        ConfContext level
    )
    {
        var args = directive.Words.Skip(1).ToList();
        if (level.Kind == ContextKind.Entries)
        {
            return level.Opener!.Name == "map" && directive.Words[0].Value.StartsWith('~')
                ? [(directive.Words[0], AfterTilde(directive.Words[0].Value))]
                : [];
        }
        return directive.Name switch
        {
            _ when args.Count == 0 => [],
            "location" when LocationPattern.Of(directive) is { IsRegex: true } regex =>
            [
                (args[^1], regex.Text),
            ],
            "if" when IfCondition.Of(directive) is { IsRegex: true } condition =>
            [
                (args[^1], condition.Operand!),
            ],
            "rewrite" or "fastcgi_split_path_info" => [(args[0], args[0].Value)],
            "server_name" => Tilded(args, word => word.Value[1..]),
            "valid_referers" => Tilded(args, word => word.Value[1..]),
            "proxy_redirect" or "proxy_cookie_path" or "proxy_cookie_domain" => Tilded(
                args.Take(1),
                word => AfterTilde(word.Value)
            ),
            "gzip_disable" => args.Where(word => word.Value is not ("msie6" or "degradation"))
                .Select(word => (word, word.Value)),
            _ => [],
        };
    }

    public static IEnumerable<string> Captures(string pattern) =>
        CaptureName().Matches(pattern).Select(found => found.Groups[1].Value);

    public static IEnumerable<ConfProblem> Broken(Directive directive, ConfContext level)
    {
        foreach (var (word, pattern) in Of(directive, level))
        {
            if (BeyondUs.Any(mark => pattern.Contains(mark, StringComparison.Ordinal)))
            {
                continue;
            }
            if (Fault(pattern, word.Place) is { } fault)
            {
                yield return ConfProblem.Of(
                    directive,
                    word,
                    "pcre2_compile() failed",
                    $"the regular expression \"{pattern}\" is broken: {fault.TrimEnd('.')}",
                    "a regular expression of PCRE"
                );
            }
        }
    }

    private static string? Fault(string pattern, SourcePlace place)
    {
        try
        {
            PcrePattern.Compile(pattern, ignoreCase: false, place);
            return null;
        }
        catch (UsageError error)
        {
            // After "... cannot be read in file:line, column n."
            var column = error.Message.IndexOf(", column ", StringComparison.Ordinal);
            return error.Message[
                (error.Message.IndexOf(". ", column, StringComparison.Ordinal) + 2)..
            ];
        }
    }

    private static IEnumerable<(Word, string)> Tilded(
        IEnumerable<Word> words,
        Func<Word, string> pattern
    ) => words.Where(word => word.Value.StartsWith('~')).Select(word => (word, pattern(word)));

    private static string AfterTilde(string value) =>
        value.StartsWith("~*", StringComparison.Ordinal) ? value[2..] : value[1..];

    [GeneratedRegex(@"\(\?P?[<'](\w+)[>']")]
    private static partial Regex CaptureName();
}
