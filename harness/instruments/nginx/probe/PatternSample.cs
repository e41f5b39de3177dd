using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Probe;

/// <summary>A path that a location's pattern takes, made of the pattern itself; whether it does, the oracle says.</summary>
public static class PatternSample
{
    // One for each of a few alternatives: more make no other kind of name.
    private const int Most = 16;

    public static IEnumerable<string> Of(LocationPattern pattern) =>
        pattern.IsRegex ? new Reader(pattern.Text).Read().Take(Most)
        : pattern.IsExact ? [pattern.Text]
        : [];

    /// <summary>Reads an expression, and writes the shortest text of each alternative.</summary>
    private sealed class Reader(string pcre)
    {
        private const char Any = 'x';
        private int at;

        public IReadOnlyList<string> Read() => Alternatives();

        private List<string> Alternatives()
        {
            var all = new List<string>(Sequence());
            while (at < pcre.Length && pcre[at] == '|')
            {
                at++;
                all.AddRange(Sequence());
            }
            return all;
        }

        private IReadOnlyList<string> Sequence()
        {
            IReadOnlyList<string> soFar = [""];
            while (at < pcre.Length && pcre[at] is not ('|' or ')'))
            {
                var atoms = Times(Atom());
                soFar = [.. soFar.SelectMany(text => atoms.Select(atom => text + atom)).Take(Most)];
            }
            return soFar;
        }

        private IReadOnlyList<string> Atom()
        {
            var c = pcre[at++];
            switch (c)
            {
                case '^' or '$':
                    return [""];
                case '.':
                    return [$"{Any}"];
                case '\\' when at < pcre.Length:
                    return [Escaped(pcre[at++])];
                case '[':
                    return [$"{OneOf()}"];
                case '(':
                    return Group();
                default:
                    return [$"{c}"];
            }
        }

        private IReadOnlyList<string> Group()
        {
            var isLook = false;
            if (at < pcre.Length && pcre[at] == '?')
            {
                // (?:..), (?<name>..), (?P<name>..) hold text; (?=..) and its kin hold none.
                isLook =
                    pcre.AsSpan(at).StartsWith("?=")
                    || pcre.AsSpan(at).StartsWith("?!")
                    || pcre.AsSpan(at).StartsWith("?<=")
                    || pcre.AsSpan(at).StartsWith("?<!");
                var end = pcre.IndexOfAny(isLook ? ['=', '!'] : [':', '>', ')'], at);
                at =
                    end < 0 ? pcre.Length
                    : pcre[end] == ')' ? end
                    : end + 1;
            }
            var inner = Alternatives();
            at++;
            return isLook ? [""] : inner;
        }

        private static string Escaped(char c) =>
            c switch
            {
                'd' => "1",
                'w' or 'S' or 'D' or 'h' => "a",
                'b' or 'A' or 'z' or 'Z' or 'B' => "",
                's' => " ",
                _ => $"{c}",
            };

        private char OneOf()
        {
            var isNot = at < pcre.Length && pcre[at] == '^';
            if (isNot)
                at++;
            var from = at;
            // A "]" right after the opening stands for itself.
            at = pcre.IndexOf(']', Math.Min(pcre.Length, at + 1));
            at = at < 0 ? pcre.Length : at;
            var set = pcre[from..at];
            at = Math.Min(pcre.Length, at + 1);
            if (!isNot)
                return set switch
                {
                    ['\\', 'd', ..] => '1',
                    ['\\', 'w', ..] => 'a',
                    ['\\', var escaped, ..] => escaped,
                    ['[', ':', ..] => 'a',
                    [var first, ..] => first,
                    _ => Any,
                };
            return "xlive1-".FirstOrDefault(c => !set.Contains(c, StringComparison.Ordinal), Any);
        }

        // As few as may be, but one where there may be more than none: a name of nothing is none.
        private IReadOnlyList<string> Times(IReadOnlyList<string> atoms)
        {
            if (at >= pcre.Length)
                return atoms;
            switch (pcre[at])
            {
                case '*' or '+' or '?':
                    var isOptional = pcre[at] != '+';
                    at++;
                    SkipManner();
                    return isOptional ? ["", .. atoms] : atoms;
                case '{' when pcre.IndexOf('}', at) is > 0 and var end:
                    var least = pcre[(at + 1)..end].Split(',')[0];
                    at = end + 1;
                    SkipManner();
                    return int.TryParse(least, out var count)
                        ? [.. atoms.Select(atom => string.Concat(Enumerable.Repeat(atom, count)))]
                        : atoms;
                default:
                    return atoms;
            }
        }

        // Lazy or possessive.
        private void SkipManner()
        {
            if (at < pcre.Length && pcre[at] is ('?' or '+'))
                at++;
        }
    }
}
