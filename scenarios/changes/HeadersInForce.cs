using Verify.Instruments.Nginx.Inforce;

namespace Verify.Scenarios.Changes;

/// <summary>The headers that a configuration sets at a place, after nginx's inheritance, as "Name: value".</summary>
internal static class HeadersInForce
{
    public static IReadOnlyList<string> Of(Effective place) =>
        [
            .. place.Of("add_header").Settings.Select(setting => AsHeader(setting.Text)),
            .. Expires(place.Of("expires")),
        ];

    /// <summary>The name alone, as headers are told apart.</summary>
    public static string Name(string header) => header.Split(':')[0].ToLowerInvariant();

    // "Cache-Control "public, max-age=1" always": the value may be quoted, and "always" is not part of it.
    private static string AsHeader(string arguments)
    {
        var space = arguments.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
            return arguments;
        var value = arguments[(space + 1)..];
        if (value.EndsWith(" always", StringComparison.Ordinal))
            value = value[..^" always".Length];
        return $"{arguments[..space]}: {value.Trim().Trim('"', '\'')}";
    }

    private static string[] Expires(ValueInForce expires) =>
        expires.Standing is Standing.Own or Standing.Inherited && expires.Text != "off"
            ? [$"Expires: {expires.Text}", $"Cache-Control: as expires {expires.Text} sets it"]
            : [];
}
