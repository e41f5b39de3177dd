using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Check;

/// <summary>The condition of an <c>if</c>, read as ngx_http_rewrite_if_condition reads it.</summary>
/// <param name="Variable">Without its dollar; null where a file is tested.</param>
/// <param name="Operand">What it is compared with: a text, a regular expression, or the name of a file.</param>
/// <param name="Invalid">nginx's words where it refuses the condition.</param>
internal sealed record IfCondition(
    string? Variable,
    bool IsRegex,
    string? Operand,
    string? Invalid = null
)
{
    public const string Allowed =
        "($variable), ($variable = text), (... != text), (... ~ regex), with ~* !~ !~*, or (-f file), with -d -e -x and !-f";

    public static IfCondition Of(Directive directive)
    {
        var words = directive.Args.ToList();
        if (words.Count == 0 || !words[0].StartsWith('('))
        {
            return Refused(words.FirstOrDefault() ?? "");
        }
        if (!words[^1].EndsWith(')'))
        {
            return Refused(words.Count == 1 ? words[0][1..] : words[^1]);
        }
        words[0] = words[0][1..];
        words[^1] = words[^1].Length > 0 ? words[^1][..^1] : "";
        // A brace of its own leaves an empty word; a word that is empty in itself stays.
        if (words[0].Length == 0 && words.Count > 1)
        {
            words.RemoveAt(0);
        }
        if (words[^1].Length == 0 && words.Count > 1 && directive.Words[^1].Value == ")")
        {
            words.RemoveAt(words.Count - 1);
        }
        return words switch
        {
            [['$', _, ..] name] => new(name[1..], false, null),
            [['$', _, ..] name, "=" or "!=", var text] => new(name[1..], false, text),
            [['$', _, ..] name, "~" or "~*" or "!~" or "!~*", var regex] => new(
                name[1..],
                true,
                regex
            ),
            [['$', _, ..], var sign, _] => new(
                null,
                false,
                null,
                $"unexpected \"{sign}\" in condition"
            ),
            ["-f" or "-d" or "-e" or "-x" or "!-f" or "!-d" or "!-e" or "!-x", var file] => new(
                null,
                false,
                file
            ),
            // nginx prints the brace that it has just passed.
            [""] => Refused(")"),
            _ => Refused(words[0]),
        };
    }

    private static IfCondition Refused(string word) =>
        new(null, false, null, $"invalid condition \"{word}\"");
}
