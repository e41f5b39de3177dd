using Verify.Instruments.Nginx.Values;

namespace Verify.Instruments.Nginx.Check;

/// <summary>An address that requests are passed on to, as <c>ngx_parse_url</c> reads it; a host's name is not looked up.</summary>
internal static class UpstreamAddress
{
    private const string Unix = "unix:";

    // What sockaddr_un holds, with the NUL that ends it.
    private const int LongestSocketPath = 108;

    /// <param name="withPath">A path may follow, as in proxy_pass.</param>
    /// <returns>nginx's words for what is wrong, or null.</returns>
    public static string? Invalid(string text, bool withPath) =>
        text.StartsWith(Unix, StringComparison.OrdinalIgnoreCase)
            ? Socket(text[Unix.Length..], withPath)
        : text.StartsWith('[') ? V6(text, withPath)
        : Host(text, withPath);

    private static string? Socket(string path, bool withPath) =>
        (withPath ? path.Split(':')[0] : path).Length switch
        {
            0 => "no path in the unix domain socket",
            >= LongestSocketPath => "too long path in the unix domain socket",
            _ => null,
        };

    private static string? V6(string text, bool withPath)
    {
        var end = text.IndexOf(']');
        if (end < 0)
        {
            return "invalid host";
        }
        var after = text[(end + 1)..];
        var slash = after.IndexOf('/');
        if (slash >= 0 && !withPath)
        {
            return "invalid host";
        }
        var port = slash < 0 ? after : after[..slash];
        var address = text[1..end];
        return port.Length > 0 && port[0] != ':' ? "invalid host"
            : port.Length > 0 && !IsPort(port[1..]) ? "invalid port"
            : address.Length == 0 ? "no host"
            // More would be said of some; what has other letters or no colon is none for certain.
            : address.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.') && address.Contains(':')
                ? null
            : "invalid IPv6 address";
    }

    private static string? Host(string text, bool withPath)
    {
        var path = text.AsSpan().IndexOfAny('/', '?');
        if (path >= 0 && !withPath)
        {
            return "invalid host";
        }
        var host = path < 0 ? text : text[..path];
        var colon = host.IndexOf(':');
        return colon >= 0 && !IsPort(host[(colon + 1)..]) ? "invalid port"
            : colon == 0 || host.Length == 0 ? "no host"
            : null;
    }

    private static bool IsPort(string text) =>
        NumberValue.TryParse(text, out var port) && port is >= 1 and <= 65_535;
}
