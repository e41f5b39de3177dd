using System.Text;

namespace Verify.Instruments.Http;

/// <summary>The name and password of a URL, sent as curl sends them (RFC 7617).</summary>
public static class BasicCredentials
{
    /// <summary>The value of Authorization; null where a URL names nobody.</summary>
    public static string? Of(Uri url) =>
        url.UserInfo.Length == 0
            ? null
            : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Pair(url.UserInfo)));

    /// <summary>A link with the credentials of the URL that it was found at, where it leads to the same server.</summary>
    public static Uri Carried(Uri from, Uri link) =>
        from.UserInfo.Length > 0
        && link.UserInfo.Length == 0
        && link.Scheme == from.Scheme
        && link.Authority == from.Authority
            ? new($"{from.GetLeftPart(UriPartial.Authority)}{link.PathAndQuery}{link.Fragment}")
            : link;

    // Each is escaped by itself: the colon between them is not.
    private static string Pair(string userInfo)
    {
        var parts = userInfo.Split(':', 2);
        return $"{Uri.UnescapeDataString(parts[0])}:{Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? "")}";
    }
}
