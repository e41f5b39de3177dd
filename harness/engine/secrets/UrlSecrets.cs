using System.Text;
using System.Text.RegularExpressions;

namespace Verify.Engine.Secrets;

/// <summary>What is secret in a URL: the password, and what parameters with telling names say. A path is none.</summary>
internal static partial class UrlSecrets
{
    /// <param name="text">Anything; URLs are found in it.</param>
    public static IEnumerable<string> In(string text) =>
        Url()
            .Matches(text)
            .SelectMany(url => UserInfoOf(url.Groups[1].Value) is { } user ? OfUser(user) : []);

    /// <summary>name:password, or a token in the place of both.</summary>
    public static IEnumerable<string> OfUser(string userInfo)
    {
        var (name, password) = userInfo.IndexOf(':') is >= 0 and var colon
            ? (userInfo[..colon], userInfo[(colon + 1)..])
            : (userInfo, "");
        // http://TOKEN@host: what is there instead of a password is one.
        yield return password.Length > 0 ? password : name;
        // What goes over the wire, and may come back in a message.
        foreach (var pair in new[] { userInfo, Uri.UnescapeDataString(userInfo) }.Distinct())
            yield return Convert.ToBase64String(
                Encoding.UTF8.GetBytes(pair.Contains(':') ? pair : $"{pair}:")
            );
    }

    /// <summary>A parameter with its value; one that a configuration names ($arg_token) is none.</summary>
    [GeneratedRegex("""(?<=[?&;])([A-Za-z][\w.\-]*)=((?!\$)[^&#\s"'<>\\]+)""")]
    public static partial Regex Parameter();

    // People type a / in a password as it is: where a port would be, what is no number is a password.
    private static string? UserInfoOf(string rest)
    {
        var authority = rest[
            ..(rest.AsSpan().IndexOfAny("/?#") is >= 0 and var end ? end : rest.Length)
        ];
        if (authority.LastIndexOf('@') is >= 0 and var at)
            return authority[..at];
        return !IsHostAndPort(authority) && rest.LastIndexOf('@') is >= 0 and var late
            ? rest[..late]
            : null;
    }

    private static bool IsHostAndPort(string authority) =>
        authority.StartsWith('[')
        || authority.IndexOf(':') is not (>= 0 and var colon)
        || authority.AsSpan(colon + 1).IndexOfAnyExceptInRange('0', '9') < 0;

    [GeneratedRegex("""[a-z][a-z0-9+.\-]*://(\S+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Url();
}
