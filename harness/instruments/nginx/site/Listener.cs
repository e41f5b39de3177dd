using System.Globalization;
using System.Net;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Site;

/// <summary>An address that a server listens on.</summary>
/// <param name="Address">As written; 0.0.0.0 for every one. Null for a name or a unix socket.</param>
/// <param name="Text">As typed.</param>
public sealed record Listener(
    IPAddress? Address,
    int Port,
    IReadOnlyList<string> Parameters,
    string Text,
    SourcePlace Place
)
{
    private const int HttpPort = 80;

    public bool IsDefault => Parameters.Any(word => word is "default_server" or "default");

    /// <summary>A host name in it, which a lab cannot look up.</summary>
    public string? HostName { get; private init; }

    /// <summary>Where a client of the same network reaches it.</summary>
    public IPAddress Reached =>
        Address is null || Address.Equals(IPAddress.Any) ? IPAddress.Loopback
        : Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
        : Address;

    /// <summary>What keeps plain HTTP off it, or null.</summary>
    public string? NoPlainHttp =>
        Text.StartsWith("unix:", StringComparison.Ordinal) ? "a unix socket"
        : Parameters.Contains("ssl") ? "TLS only"
        : Parameters.Contains("quic") ? "HTTP/3 only"
        : Parameters.Contains("http2") ? "HTTP/2 without TLS, which takes no HTTP/1.1"
        : Parameters.Contains("proxy_protocol") ? "behind the PROXY protocol only"
        : null;

    /// <summary>Those of a server; one without listen is on port 80 of every address.</summary>
    public static IReadOnlyList<Listener> Of(ConfContext server)
    {
        var said = server.Named("listen").Select(Read).ToArray();
        return said.Length > 0
            ? said
            : [new(IPAddress.Any, HttpPort, [], "80", server.Opener!.Place)];
    }

    private static Listener Read(Directive listen)
    {
        var words = listen.Args.ToArray();
        var text = words.FirstOrDefault() ?? "";
        var (host, port) = Split(text);
        var address =
            host is "" or "*" ? IPAddress.Any
            : IPAddress.TryParse(host.Trim('[', ']'), out var parsed) ? parsed
            : null;
        var isName = address is null && !text.StartsWith("unix:", StringComparison.Ordinal);
        return new(address, port, [.. words.Skip(1)], text, listen.Place)
        {
            HostName = isName ? host : null,
        };
    }

    private static (string Host, int Port) Split(string text)
    {
        if (Number(text) is { } alone)
            return ("", alone);
        var colon = text.LastIndexOf(':');
        // In [::1] the last colon belongs to the address.
        return colon > text.LastIndexOf(']') && Number(text[(colon + 1)..]) is { } port
            ? (text[..colon], port)
            : (text, HttpPort);
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
