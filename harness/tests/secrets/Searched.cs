using System.Net;
using System.Text;

namespace Verify.Tests.Secrets;

/// <summary>Looks for a secret in everything that was written, in each form that it could have taken.</summary>
/// <remarks>The forms are written down here once more, so that a mask that forgets one is found out.</remarks>
internal static class Searched
{
    /// <param name="user">Who the secret is the password of.</param>
    public static IReadOnlyList<string> Forms(string secret, string user = "viewer") =>
        [
            secret,
            Uri.EscapeDataString(secret),
            Uri.EscapeDataString(secret).ToLowerInvariant(),
            Base64(secret),
            Base64($"{user}:{secret}"),
            WebUtility.HtmlEncode(secret),
            secret.Replace("\"", "\\\""),
        ];

    /// <summary>Every place in files under a folder where a form stands, but in folders that are the user's own.</summary>
    public static IReadOnlyList<string> In(
        string folder,
        IReadOnlyList<string> forms,
        params string[] without
    ) =>
        [
            .. Directory
                .EnumerateFiles(
                    folder,
                    "*",
                    new EnumerationOptions
                    {
                        RecurseSubdirectories = true,
                        AttributesToSkip = FileAttributes.ReparsePoint,
                        IgnoreInaccessible = false,
                    }
                )
                .Where(file => !without.Any(one => file.StartsWith(one, StringComparison.Ordinal)))
                .SelectMany(file =>
                    Told(Encoding.UTF8.GetString(File.ReadAllBytes(file)) + file, forms)
                        .Select(form => $"{file}: {form}")
                ),
        ];

    public static IReadOnlyList<string> Told(string text, IReadOnlyList<string> forms) =>
        [.. forms.Distinct().Where(form => text.Contains(form, StringComparison.Ordinal))];

    private static string Base64(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=');
}
