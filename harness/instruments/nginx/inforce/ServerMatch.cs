using Verify.Engine;
using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Inforce;

/// <summary>Picks the server as nginx does: port first, then exact name, *.name, name.*, regex, default server.</summary>
internal static class ServerMatch
{
    public static (ConfContext Server, string Why) Find(NginxConf conf, ServerSelector wanted)
    {
        var servers = conf
            .Root.Children.Where(child => child.Kind == ContextKind.Http)
            .SelectMany(http => http.Children)
            .Where(child => child.Kind == ContextKind.Server)
            .ToList();
        if (servers.Count == 0)
        {
            throw new UsageError(
                $"{conf.Main.Source.Path} has no server in an http block. Give the nginx.conf that includes it."
            );
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
        if (wanted.Host is { } host && Named(listening, HostName(host)) is { } named)
        {
            return (named.Server, named.Why);
        }
        var none = wanted.Host is null ? "" : $"no server_name matches {wanted.Host}; ";
        // Without a port it is the one that the first server listens on.
        var at = wanted.Port ?? Ports(listening[0]).FirstOrDefault();
        return listening.FirstOrDefault(server => IsDefault(server, at)) is { } chosen
                ? (chosen, $"{none}default_server of port {at}")
            : listening.Count == 1
                ? (
                    listening[0],
                    none
                        + (
                            wanted.Port is null
                                ? "the only server"
                                : $"the only server of port {at}"
                        )
                )
            : (
                listening.First(server => wanted.Port is null || Listens(server, at)),
                none + (wanted.Port is null ? "the first server" : $"the first server of port {at}")
            );
    }

    /// <summary>The server with a name that fits; null where the default one answers.</summary>
    public static ConfContext? Among(IReadOnlyList<ConfContext> servers, string host) =>
        Named(servers, HostName(host))?.Server;

    private static (ConfContext Server, string Why)? Named(
        IReadOnlyList<ConfContext> servers,
        string host
    )
    {
        var names = servers
            .SelectMany(server =>
                server
                    .Named("server_name")
                    .SelectMany(line => line.Words.Skip(1))
                    .Select(name => new Candidate(server, name, name.Value.ToLowerInvariant()))
            )
            .ToList();
        // nginx ignores .x.example as a whole after x.example or *.x.example (conflicting server name).
        names = names
            .Where(
                (it, i) =>
                    !it.Text.StartsWith('.')
                    || !names
                        .Take(i)
                        .Any(first => first.Text == it.Text[1..] || first.Text == $"*{it.Text}")
            )
            .ToList();
        return names.FirstOrDefault(it => it.Text == host || it.Text == $".{host}") is { } exact
                ? (exact.Server, $"server_name {exact.Name.Value}")
            : Longest(
                names,
                it => Suffix(it) is { } end && host.EndsWith(end, StringComparison.Ordinal)
            )
                is { } leading
                ? (
                    leading.Server,
                    $"server_name {leading.Name.Value}: the longest wildcard at the beginning"
                )
            : Longest(names, it => it.EndsWith(".*") && host.StartsWith(it[..^1])) is { } trailing
                ? (
                    trailing.Server,
                    $"server_name {trailing.Name.Value}: the longest wildcard at the end"
                )
            : names.FirstOrDefault(it => MatchesRegex(it.Name, host)) is { } regex
                ? (
                    regex.Server,
                    $"server_name {regex.Name.Value}: the first regular expression that matches"
                )
            : null;
    }

    private static Candidate? Longest(IEnumerable<Candidate> names, Func<string, bool> fits) =>
        names
            .Where(it => fits(it.Text))
            .OrderByDescending(it => it.Text.TrimStart('*').Length)
            .FirstOrDefault();

    private static bool MatchesRegex(Word name, string host) =>
        name.Value.StartsWith('~')
        && PcrePattern.Compile(name.Value[1..], ignoreCase: true, name.Place).IsMatch(host);

    private sealed record Candidate(ConfContext Server, Word Name, string Text);

    // ".example.com" stands for the name itself, as an exact one, and for *.example.com.
    private static string? Suffix(string name) =>
        name.StartsWith("*.", StringComparison.Ordinal) ? name[1..]
        : name.StartsWith('.') ? name
        : null;

    // As nginx takes it from the Host header: in small letters, without port and the dot of the root.
    private static string HostName(string host)
    {
        var colon = host.LastIndexOf(':');
        var name = colon > host.LastIndexOf(']') ? host[..colon] : host;
        return (name.EndsWith('.') ? name[..^1] : name).ToLowerInvariant();
    }

    private static bool IsDefault(ConfContext server, int port) =>
        server
            .Named("listen")
            .Any(listen =>
                ListenAddress.Of(listen).Ports.Contains(port)
                && listen.Args.Any(arg => arg is "default_server" or "default")
            );

    private static bool Listens(ConfContext server, int port) => Ports(server).Contains(port);

    private static IEnumerable<int> Ports(ConfContext server) =>
        server
            .Named("listen")
            .Select(ListenAddress.Of)
            .DefaultIfEmpty(ListenAddress.Default)
            .SelectMany(address => address.Ports);
}
