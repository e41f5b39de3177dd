namespace Verify.Instruments.Nginx.Syntax;

/// <summary>Finds the brace that closes a <c>*_by_lua_block</c>: braces in Lua strings and comments do not count.</summary>
internal static class LuaCode
{
    /// <returns>The index of the closing brace, or -1.</returns>
    public static int EndOfBlock(string text, int start)
    {
        var depth = 1;
        for (var i = start; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '{':
                    depth++;
                    break;
                case '}' when --depth == 0:
                    return i;
                case '"' or '\'':
                    i = EndOfString(text, i);
                    break;
                case '-' when i + 1 < text.Length && text[i + 1] == '-':
                    i = EndOfComment(text, i + 2);
                    break;
                case '[':
                    i = EndOfLongBracket(text, i) ?? i;
                    break;
            }
            if (i < 0)
            {
                return -1;
            }
        }
        return -1;
    }

    private static int EndOfString(string text, int open)
    {
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            // A Lua string ends with its line at the latest.
            else if (text[i] == text[open] || text[i] == '\n')
            {
                return i;
            }
        }
        return -1;
    }

    private static int EndOfComment(string text, int start)
    {
        if (start < text.Length && text[start] == '[' && EndOfLongBracket(text, start) is { } end)
        {
            return end;
        }
        return start < text.Length ? text.IndexOf('\n', start) : -1;
    }

    /// <returns>The last character of [==[ ... ]==], -1 where it is not closed, null where none opens.</returns>
    private static int? EndOfLongBracket(string text, int open)
    {
        var second = open + 1;
        while (second < text.Length && text[second] == '=')
        {
            second++;
        }
        if (second >= text.Length || text[second] != '[')
        {
            return null;
        }
        var closing = $"]{new string('=', second - open - 1)}]";
        var end = text.IndexOf(closing, second + 1, StringComparison.Ordinal);
        return end < 0 ? -1 : end + closing.Length - 1;
    }
}
