using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Scenarios.CdnEdge.Own;

/// <summary>A server that an edge asks, by the name or address that its configuration has for it.</summary>
/// <param name="IsTls">It is asked over https.</param>
/// <param name="Group">The upstream block that lists it; null where proxy_pass names it itself.</param>
/// <param name="Place">Where it is named.</param>
internal sealed partial record Upstream(
    string Name,
    int Port,
    bool IsTls,
    string? Group,
    SourcePlace Place
)
{
    private const int HttpPort = 80;
    private const int HttpsPort = 443;

    /// <summary>Its own address, where it is named by one.</summary>
    public IPAddress? Address =>
        Name == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(Name.Trim('[', ']'), out var address) ? address
        : null;

    /// <summary>Whether this is what somebody has typed for it: with its port or without, or the name of its group.</summary>
    public bool IsCalled(string typed) =>
        typed == Name || typed == $"{Name}:{Port}" || typed == Group;

    public override string ToString() => $"{Name}:{Port}";

    /// <summary>The servers that a proxy_pass leads to; none where a variable or a socket says where.</summary>
    public static IReadOnlyList<Upstream> Of(NginxConf conf, Directive pass)
    {
        var found = Passed().Match(pass.Args.FirstOrDefault() ?? "");
        if (!found.Success)
            return [];
        var isTls = found.Groups["scheme"].Value == "https";
        var name = found.Groups["host"].Value;
        var group = conf.Root.SelfAndDescendants.FirstOrDefault(one =>
            one.Kind == ContextKind.Upstream && one.Opener!.Args.FirstOrDefault() == name
        );
        if (group is null)
            return
            [
                new(
                    name,
                    Number(found.Groups["port"].Value) ?? (isTls ? HttpsPort : HttpPort),
                    isTls,
                    null,
                    pass.Place
                ),
            ];
        return
        [
            .. group
                .Named("server")
                .Select(server => (server, at: Listed().Match(server.Args.FirstOrDefault() ?? "")))
                .Where(one => one.at.Success)
                .Select(one => new Upstream(
                    one.at.Groups["host"].Value,
                    Number(one.at.Groups["port"].Value) ?? HttpPort,
                    isTls,
                    name,
                    one.server.Place
                )),
        ];
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    // scheme://host:port, whatever follows; a host with a variable is none.
    [GeneratedRegex(
        @"^(?<scheme>https?)://(?<host>\[[0-9A-Fa-f:]+\]|[A-Za-z0-9_.-]+)(?::(?<port>\d+))?(?:[/$?]|$)"
    )]
    private static partial Regex Passed();

    [GeneratedRegex(@"^(?<host>\[[0-9A-Fa-f:]+\]|[A-Za-z0-9_.-]+)(?::(?<port>\d+))?$")]
    private static partial Regex Listed();
}
