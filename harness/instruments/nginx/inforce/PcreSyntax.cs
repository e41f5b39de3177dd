using System.Text;

namespace Verify.Instruments.Nginx.Inforce;

/// <summary>Writes PCRE's syntax in .NET's, where they differ: named groups, classes, possessive quantifiers, \Q..\E.</summary>
internal static class PcreSyntax
{
    private static readonly Dictionary<string, string> Posix = new(StringComparer.Ordinal)
    {
        ["alnum"] = "a-zA-Z0-9",
        ["alpha"] = "a-zA-Z",
        ["blank"] = @" \t",
        ["cntrl"] = @"\x00-\x1f\x7f",
        ["digit"] = "0-9",
        ["graph"] = @"\x21-\x7e",
        ["lower"] = "a-z",
        ["print"] = @"\x20-\x7e",
        ["punct"] = @"!-/:-@\[-`{-~",
        ["space"] = @"\s",
        ["upper"] = "A-Z",
        ["word"] = @"\w",
        ["xdigit"] = "0-9a-fA-F",
    };

    public static string ToDotNet(string pcre)
    {
        var to = new StringBuilder(pcre.Length);
        // Where the atom before a quantifier starts in the output; groups remember theirs until they close.
        var groups = new Stack<int>();
        var atom = 0;
        for (var i = 0; i < pcre.Length; i++)
        {
            switch (pcre[i])
            {
                case '\\':
                    atom = to.Length;
                    i = Escape(pcre, i, to, inClass: false);
                    break;
                case '[':
                    atom = to.Length;
                    i = Class(pcre, i, to);
                    break;
                case '(':
                    groups.Push(to.Length);
                    i = Group(pcre, i, to);
                    break;
                case ')':
                    atom = groups.TryPop(out var opened) ? opened : 0;
                    to.Append(')');
                    break;
                case '+' when i > 0 && IsQuantifier(pcre, i - 1):
                    to.Insert(atom, "(?>").Append(')');
                    break;
                case var c:
                    if (c is not ('*' or '+' or '?' or '{' or '}' or ',') && !InBraces(pcre, i))
                    {
                        atom = to.Length;
                    }
                    to.Append(c);
                    break;
            }
        }
        return to.ToString();
    }

    private static bool IsQuantifier(string pcre, int at) =>
        (at == 0 || !IsEscaped(pcre, at))
        && (
            pcre[at] is '*' or '+' or '?' && at > 0 && pcre[at - 1] != '('
            || pcre[at] == '}' && InBraces(pcre, at)
        );

    private static bool IsEscaped(string pcre, int at)
    {
        var backslashes = 0;
        while (at - 1 - backslashes >= 0 && pcre[at - 1 - backslashes] == '\\')
        {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    // Within {2,3}: digits and commas back to an opening brace.
    private static bool InBraces(string pcre, int at)
    {
        var back = pcre[at] == '}' ? at - 1 : at;
        while (back >= 0 && (char.IsAsciiDigit(pcre[back]) || pcre[back] == ','))
        {
            back--;
        }
        return back >= 0 && back < at && pcre[back] == '{' && !IsEscaped(pcre, back);
    }

    private static int Group(string pcre, int i, StringBuilder to)
    {
        var rest = pcre.AsSpan(i);
        var name = rest.IndexOf(rest.StartsWith("(?P<") ? '>' : ')');
        if (rest.StartsWith("(?P<"))
        {
            to.Append("(?<");
            return i + 3;
        }
        if (rest.StartsWith("(?P=") && name > 0)
        {
            to.Append(@"\k<").Append(rest[4..name]).Append('>');
            return i + name;
        }
        if (rest.StartsWith("(?|") || rest.StartsWith("(?R") || rest.StartsWith("(?P>"))
        {
            throw new ArgumentException(
                "Branch resets and recursion of PCRE are not understood here."
            );
        }
        to.Append('(');
        return i;
    }

    private static int Class(string pcre, int i, StringBuilder to)
    {
        to.Append('[');
        i++;
        if (i < pcre.Length && pcre[i] == '^')
        {
            to.Append('^');
            i++;
        }
        // A "]" right after the opening stands for itself.
        if (i < pcre.Length && pcre[i] == ']')
        {
            to.Append(@"\]");
            i++;
        }
        for (; i < pcre.Length && pcre[i] != ']'; i++)
        {
            var end = pcre[i] == '[' ? pcre.IndexOf(":]", i, StringComparison.Ordinal) : -1;
            if (end > 0 && pcre[i + 1] == ':' && Posix.TryGetValue(pcre[(i + 2)..end], out var set))
            {
                to.Append(set);
                i = end + 1;
            }
            else if (pcre[i] == '\\')
            {
                i = Escape(pcre, i, to, inClass: true);
            }
            else
            {
                // .NET would take a "[" after a "-" for a subtraction.
                to.Append(pcre[i] == '[' ? @"\[" : pcre[i]);
            }
        }
        to.Append(']');
        return i;
    }

    private static int Escape(string pcre, int i, StringBuilder to, bool inClass)
    {
        if (i + 1 >= pcre.Length)
        {
            to.Append('\\');
            return i;
        }
        var c = pcre[i + 1];
        if (c == 'Q')
        {
            var end = pcre.IndexOf(@"\E", i + 2, StringComparison.Ordinal);
            var literal = end < 0 ? pcre[(i + 2)..] : pcre[(i + 2)..end];
            foreach (var plain in literal)
            {
                to.Append(char.IsAsciiLetterOrDigit(plain) ? $"{plain}" : $"\\x{(int)plain:x2}");
            }
            return end < 0 ? pcre.Length - 1 : end + 1;
        }
        // PCRE's \d, \w and \h know ASCII alone; .NET's know all of Unicode.
        var ascii = c switch
        {
            'd' => "0-9",
            'w' => "a-zA-Z0-9_",
            'h' => @" \t",
            _ => null,
        };
        to.Append(
            ascii is null ? $"\\{c}"
            : inClass ? ascii
            : $"[{ascii}]"
        );
        return i + 1;
    }
}
