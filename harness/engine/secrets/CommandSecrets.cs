using System.Text;
using System.Text.RegularExpressions;

namespace Verify.Engine.Secrets;

/// <summary>What is secret in a line that somebody typed: in its URLs, headers, options, settings and data.</summary>
/// <remarks>-p is left alone: it is a port or a folder more often than a password. VERIFY_SECRETS is for that.</remarks>
internal static partial class CommandSecrets
{
    // sh -c 'curl -H "Authorization: ..."' is a line in a line.
    private const int Deepest = 3;

    // curl's and wget's, whose value is name:password.
    private static readonly string[] OfUsers = ["-u", "-U", "--user", "--proxy-user"];

    public static IEnumerable<string> In(string line, int depth = 0)
    {
        var words = Words(line);
        return
        [
            .. UrlSecrets.In(line),
            .. Named(line),
            .. words.SelectMany(Named),
            .. Options(words),
            .. depth == Deepest
                ? []
                : words.Where(word => word != line).SelectMany(word => In(word, depth + 1)),
        ];
    }

    /// <summary>The word after an option with a telling name; the line may be the program's own.</summary>
    public static IEnumerable<string> Options(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            var next = i + 1 < words.Count ? words[i + 1] : "";
            if (OfUsers.Contains(word) && next.Contains(':'))
                foreach (var secret in UrlSecrets.OfUser(next))
                    yield return secret;
            else if (word is ['-', 'u', not '-', ..] && word.Contains(':'))
                foreach (var secret in UrlSecrets.OfUser(word[2..]))
                    yield return secret;
            else if (IsOption(word) && SecretNames.Tells(word) && IsValue(next))
                yield return next;
        }
    }

    private static bool IsOption(string word) => word.StartsWith('-') && !word.Contains('=');

    // --key /etc/key.pem and --token @file say where it is.
    private static bool IsValue(string word) =>
        word is [not '-' and not '@', ..] && !File.Exists(word) && !Directory.Exists(word);

    private static IEnumerable<string> Named(string text)
    {
        foreach (Match found in Setting().Matches(text).Concat(InJson().Matches(text)))
            if (SecretNames.Tells(found.Groups[1].Value) && IsValue(found.Groups[2].Value))
                yield return found.Groups[2].Value;
        foreach (Match found in Data().Matches(text))
            if (SecretNames.Tells(found.Groups[1].Value))
                yield return found.Groups[2].Value;
        foreach (Match found in Header().Matches(text))
            if (SecretNames.Tells(found.Groups[1].Value))
                foreach (
                    var secret in OfHeader(found.Groups[1].Value, found.Groups[2].Value.Trim())
                )
                    yield return secret;
    }

    private static IEnumerable<string> OfHeader(string name, string value)
    {
        yield return value;
        if (name.EndsWith("cookie", StringComparison.OrdinalIgnoreCase))
            foreach (var pair in value.Split(';'))
                yield return pair[(pair.IndexOf('=') + 1)..].Trim();
        // Bearer X, Basic X: the scheme is none.
        else if (
            value.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            is [var scheme, var credentials, ..]
        )
        {
            yield return value[scheme.Length..].Trim();
            yield return credentials;
            if (
                scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
                && Decoded(credentials) is { } user
            )
                foreach (var secret in UrlSecrets.OfUser(user))
                    yield return secret;
        }
    }

    private static string? Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : null;
    }

    private static IReadOnlyList<string> Words(string line)
    {
        try
        {
            return ShellWords.Split(line, "a line");
        }
        catch (UsageError)
        {
            // Not for us to refuse: what looks like a word is one.
            return line.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
        }
    }

    // A whole word: --name=value, NAME=value; the value may hold anything.
    [GeneratedRegex("""^-{0,2}([A-Za-z][\w.\-]*)=(.+)$""", RegexOptions.Singleline)]
    private static partial Regex Setting();

    // In the midst of a text: a form's data, a query, a variable before a command.
    [GeneratedRegex("""(?<![\w.\-])([A-Za-z][\w.\-]*)=([^&;#\s"'<>\\,)]+)""")]
    private static partial Regex Data();

    [GeneratedRegex(""" "([\w.\-]+)"\s*:\s*"([^"]+)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex InJson();

    [GeneratedRegex("""(?<![\w\-?&/])([A-Za-z][\w\-]*):[ \t]*([^"'\r\n]+)""")]
    private static partial Regex Header();
}
