using System.Net;
using System.Net.Sockets;
using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Nginx.Values;

namespace Verify.Instruments.Nginx.Inforce;

/// <summary>The address of a <c>listen</c>: port, address, address:port or unix:path.</summary>
/// <param name="Host">As nginx writes it: 0.0.0.0 for *; the path of a socket; a host name as typed.</param>
/// <param name="Ports">None for a socket; several for a range.</param>
/// <param name="Invalid">nginx's words where it refuses the address.</param>
internal sealed record ListenAddress(string Host, IReadOnlyList<int> Ports, string? Invalid = null)
{
    private const int HttpPort = 80;
    private const int LastPort = 65_535;
    private const string Anywhere = "0.0.0.0";

    /// <summary>What a server without listen has (8000 where nginx is not started by root).</summary>
    public static ListenAddress Default { get; } = new(Anywhere, [HttpPort]);

    /// <summary>The name of nginx's messages.</summary>
    public IEnumerable<string> Names =>
        Ports.Count == 0 ? [Host] : Ports.Select(port => $"{Host}:{port}");

    public static ListenAddress Of(Directive listen)
    {
        var text = listen.Args.FirstOrDefault() ?? "";
        if (text.StartsWith("unix:", StringComparison.Ordinal))
        {
            return text.Length > "unix:".Length
                ? new(text, [])
                : Refused(text, "no path in the unix domain socket");
        }
        var colon = text.LastIndexOf(':');
        // In [::1] the last colon belongs to the address.
        var hasPort = colon > text.LastIndexOf(']');
        var (host, port) =
            hasPort ? (text[..colon], text[(colon + 1)..])
            : text.Length > 0 && text.All(c => char.IsAsciiDigit(c) || c == '-') ? ("*", text)
            : (text, $"{HttpPort}");
        var range = port.Split('-');
        if (
            range.Length > 2
            || range.Any(end => !NumberValue.TryParse(end, out var n) || n is < 1 or > LastPort)
        )
        {
            return Refused(text, "invalid port");
        }
        var (first, last) = (int.Parse(range[0]), int.Parse(range[^1]));
        return last < first ? Refused(text, "invalid port range")
            : host.Length == 0 ? Refused(text, "no host")
            : new(Canonical(host), [.. Enumerable.Range(first, last - first + 1)]);
    }

    private static string Canonical(string host) =>
        host == "*" ? Anywhere
        : IPAddress.TryParse(host.Trim('[', ']'), out var address)
            ? address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]"
                : $"{address}"
        : host;

    private static ListenAddress Refused(string text, string why) =>
        new("", [], $"{why} in \"{text}\" of the \"listen\" directive");
}
