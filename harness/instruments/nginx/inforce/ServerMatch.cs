using Verify.Engine;

namespace Verify.Instruments;

/// <summary>Picks the server as nginx does: port first, then exact name, *.name, name.*, regex, default server.</summary>
internal static class ServerMatch
{
    private const int HttpPort = 80;

    public static ConfContext Find(NginxConf conf, ServerSelector wanted)
    {
        var servers = conf
            .Root.Children.Where(child => child.Kind == ContextKind.Http)
            .SelectMany(http => http.Children)
            .Where(child => child.Kind == ContextKind.Server)
            .ToList();
        if (servers.Count == 0)
        {
            throw new UsageError($"{conf.Main.Source.Path} has no server in an http block.");
        }
        var listening = wanted.Port is { } port
            ? servers.Where(server => Listens(server, port)).ToList()
            : servers;
        if (listening.Count == 0)
        {
            var ports = servers.SelectMany(Ports).Distinct().Order();
            throw new UsageError(
                $"No server of {conf.Main.Source.Path} listens on port {wanted.Port}. Ports: {string.Join(", ", ports)}."
            );
        }
        var named = wanted.Host is { } host ? Named(listening, host.ToLowerInvariant()) : null;
        // Without a port it is the one that the first server listens on.
        var at = wanted.Port ?? Ports(listening[0]).First();
        return named
            ?? listening.FirstOrDefault(server => IsDefault(server, at))
            ?? listening.First(server => wanted.Port is null || Listens(server, at));
    }

    private static ConfContext? Named(IReadOnlyList<ConfContext> servers, string host)
    {
        var names = servers
            .SelectMany(server =>
                server
                    .Named("server_name")
                    .SelectMany(line => line.Words.Skip(1))
                    .Select(name => (server, name, text: name.Value.ToLowerInvariant()))
            )
            .ToList();
        return names
                .Where(it => it.text == host || IsDotted(it.text, host))
                .Select(it => it.server)
                .FirstOrDefault()
            ?? names
                .Where(it => it.text.StartsWith("*.") && host.EndsWith(it.text[1..]))
                .OrderByDescending(it => it.text.Length)
                .Select(it => it.server)
                .FirstOrDefault()
            ?? names
                .Where(it => it.text.EndsWith(".*") && host.StartsWith(it.text[..^1]))
                .OrderByDescending(it => it.text.Length)
                .Select(it => it.server)
                .FirstOrDefault()
            ?? names
                .Where(it =>
                    it.name.Value.StartsWith('~')
                    && PcrePattern
                        .Compile(it.name.Value[1..], ignoreCase: true, it.name.Place)
                        .IsMatch(host)
                )
                .Select(it => it.server)
                .FirstOrDefault();
    }

    // ".example.com" stands for the name itself and all below it.
    private static bool IsDotted(string name, string host) =>
        name.StartsWith('.')
        && (host == name[1..] || host.EndsWith(name, StringComparison.Ordinal));

    private static bool IsDefault(ConfContext server, int port) =>
        server
            .Named("listen")
            .Any(listen =>
                PortOf(listen) == port
                && listen.Args.Any(arg => arg is "default_server" or "default")
            );

    private static bool Listens(ConfContext server, int port) => Ports(server).Contains(port);

    private static IEnumerable<int> Ports(ConfContext server) =>
        server
            .Named("listen")
            .Select(PortOf)
            .OfType<int>()
            // A server without listen is on port 80 (8000 where nginx is not started by root).
            .DefaultIfEmpty(HttpPort);

    private static int? PortOf(Directive listen)
    {
        var address = listen.Args.FirstOrDefault() ?? "";
        if (address.StartsWith("unix:", StringComparison.Ordinal))
        {
            return null;
        }
        var colon = address.LastIndexOf(':');
        // In [::1] the last colon belongs to the address.
        if (colon > address.LastIndexOf(']'))
        {
            return int.TryParse(address[(colon + 1)..], out var port) ? port : null;
        }
        return int.TryParse(address, out var alone) ? alone : HttpPort;
    }
}
