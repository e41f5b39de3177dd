using System.Text;
using Verify.Reports.Tree;

namespace Verify.Reports.Allure;

/// <summary>The escapes of a .properties file, in which Allure wants the environment.</summary>
internal static class JavaProperties
{
    public static string Render(IEnumerable<(string Name, string Value)> facts)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in facts)
        {
            Append(text, Printable.Line(name), isName: true);
            text.Append(" = ");
            Append(text, Printable.Block(value), isName: false);
            text.Append('\n');
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, string part, bool isName)
    {
        for (var i = 0; i < part.Length; i++)
        {
            _ = part[i] switch
            {
                '\n' => text.Append(@"\n"),
                '\t' => text.Append(@"\t"),
                '\\' => text.Append(@"\\"),
                '=' or ':' or ' ' when isName => text.Append('\\').Append(part[i]),
                '#' or '!' when isName && i == 0 => text.Append('\\').Append(part[i]),
                ' ' when i == 0 => text.Append(@"\ "),
                < ' ' or > '~' => text.Append($"\\u{(int)part[i]:x4}"),
                var c => text.Append(c),
            };
        }
    }
}
