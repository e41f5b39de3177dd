using System.Net;
using System.Security;
using System.Text;
using System.Text.Json;

namespace Verify.Engine.Secrets;

/// <summary>How a secret is written elsewhere: in URLs, JSON, XML, HTML, a shell, a log that escapes bytes, base64.</summary>
internal static class SecretForms
{
    /// <summary>Shorter strings occur everywhere; masking them would destroy the record and hide nothing.</summary>
    public const int Shortest = 4;

    public static IEnumerable<string> Of(string secret) =>
        new[] { secret, Uri.UnescapeDataString(secret) }
            .Distinct()
            .SelectMany(Written)
            .Where(form => form.Length >= Shortest);

    private static IEnumerable<string> Written(string plain)
    {
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(plain)).TrimEnd('=');
        return
        [
            plain,
            .. Percent(Uri.EscapeDataString(plain)),
            .. Percent(WebUtility.UrlEncode(plain)),
            .. InUrl(plain),
            JsonEncodedText.Encode(plain).Value,
            JsonEncodedText.Encode(plain, DiskJson.Options.Encoder).Value,
            WebUtility.HtmlEncode(plain),
            SecurityElement.Escape(plain),
            // ShellWords.Join, and what people type.
            plain.Replace("'", "'\\''"),
            plain.Replace("\\", "\\\\").Replace("\"", "\\\""),
            InHexEscapes(plain),
            base64,
            base64.Replace('+', '-').Replace('/', '_'),
        ];
    }

    private static IEnumerable<string> Percent(string escaped) =>
        [
            escaped,
            // Both are allowed.
            System.Text.RegularExpressions.Regex.Replace(
                escaped,
                "%[0-9A-F]{2}",
                code => code.Value.ToLowerInvariant()
            ),
        ];

    // .NET escapes what must not stand there, leaves what may, and takes escapes back where it shows a URL to people.
    private static IEnumerable<string> InUrl(string plain)
    {
        foreach (var (before, after) in new[] { ("http://h/?", ""), ("http://u:", "@h/") })
            if (Uri.TryCreate($"{before}{plain}{after}", UriKind.Absolute, out var url))
                foreach (
                    var format in new[]
                    {
                        UriFormat.UriEscaped,
                        UriFormat.Unescaped,
                        UriFormat.SafeUnescaped,
                    }
                )
                    yield return after.Length == 0
                        ? url.GetComponents(UriComponents.Query, format)
                        : url.GetComponents(UriComponents.UserInfo, format).Split(':', 2)[^1];
    }

    // As in C, and in the logs of web servers: " and \ and what is no printable ASCII becomes \xXX.
    private static string InHexEscapes(string plain) =>
        string.Concat(
            Encoding
                .UTF8.GetBytes(plain)
                .Select(one =>
                    one is >= 0x20 and < 0x7f and not (byte)'"' and not (byte)'\\'
                        ? $"{(char)one}"
                        : $"\\x{one:X2}"
                )
        );
}
