using System.Text.RegularExpressions;

namespace Verify.Engine.Secrets;

/// <summary>Names whose value is a secret: of query parameters, headers, options, settings and variables.</summary>
public static partial class SecretNames
{
    // Whoever has the value has the rights: the words that people name such values with.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "token",
        "tkn",
        "secret",
        "password",
        "passwd",
        "passphrase",
        "passcode",
        "pass",
        "pwd",
        "auth",
        "authorization",
        "credential",
        "credentials",
        "session",
        "jwt",
        "cookie",
    };

    // As the last word alone: in front they tell of something else (keyInterval, signal).
    private static readonly HashSet<string> LastWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "key",
        "apikey",
        "sig",
        "sign",
        "signature",
        "hmac",
        "sid",
        // Signed links.
        "md5",
        "hash",
        // Akamai's.
        "hdnts",
        "hdnea",
        "hdntl",
        // CloudFront's; its signature needs both.
        "policy",
        "keypairid",
    };

    // What says where the secret is, or how long it lasts, is none.
    private static readonly HashSet<string> AboutIt = new(StringComparer.OrdinalIgnoreCase)
    {
        "file",
        "path",
        "name",
        "type",
        "url",
        "expires",
        "expiry",
        "ttl",
        "timeout",
        "size",
        "length",
        "age",
    };

    public static bool Tells(string name)
    {
        var words = Word().Matches(name).Select(word => word.Value).ToArray();
        return words is [.., var last]
            && !AboutIt.Contains(last)
            && (
                words.Any(Words.Contains)
                || LastWords.Contains(last)
                || LastWords.Contains(string.Concat(words))
                // Written as one word: accesstoken, mypassword.
                || Words.Any(word =>
                    word.Length > 4 && last.EndsWith(word, StringComparison.OrdinalIgnoreCase)
                )
                || last.EndsWith("apikey", StringComparison.OrdinalIgnoreCase)
            );
    }

    // api_key, apiKey, X-Api-Key, API_KEY2.
    [GeneratedRegex("md5|[A-Z]+(?![a-z])|[A-Z]?[a-z]+")]
    private static partial Regex Word();
}
