using System.Text;

namespace Verify.Instruments.Nginx.Syntax;

/// <summary>The backslash escapes of nginx's words; they are the same with and without quotes.</summary>
internal static class Escapes
{
    /// <summary>Any other backslash stays, which is why <c>\.ts$</c> needs no quotes.</summary>
    public static string Resolve(string raw)
    {
        if (!raw.Contains('\\', StringComparison.Ordinal))
        {
            return raw;
        }
        var value = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            var escaped = raw[i] == '\\' && i + 1 < raw.Length ? raw[i + 1] : '\0';
            var resolved = escaped switch
            {
                '"' or '\'' or '\\' => escaped,
                't' => '\t',
                'r' => '\r',
                'n' => '\n',
                _ => '\0',
            };
            if (resolved == '\0')
            {
                value.Append(raw[i]);
            }
            else
            {
                value.Append(resolved);
                i++;
            }
        }
        return value.ToString();
    }

    /// <summary>A quoted word that nginx reads as the value, whatever is in it.</summary>
    public static string Quote(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
