using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Nginx.Values;

namespace Verify.Instruments.Nginx.Check;

/// <summary>The listen directives of all servers together: what each says, and what they contradict each other in.</summary>
internal static class ListenCheck
{
    private const string Allowed =
        "default_server, ssl, http2, proxy_protocol, fastopen=, backlog=, rcvbuf=, sndbuf=, deferred, bind, ipv6only=, reuseport, so_keepalive=";

    private static readonly string[] Flags =
    [
        "default_server",
        "default",
        "ssl",
        "http2",
        "proxy_protocol",
        "deferred",
        "bind",
        "reuseport",
        "ipv6only=on",
        "ipv6only=off",
    ];

    // They belong to the socket, so one server alone may say them.
    private static readonly string[] SocketOptions =
    [
        "deferred",
        "bind",
        "reuseport",
        "ipv6only=",
        "fastopen=",
        "backlog=",
        "rcvbuf=",
        "sndbuf=",
        "so_keepalive=",
    ];

    public static IEnumerable<ConfProblem> Of(ConfContext http)
    {
        var defaults = new HashSet<string>(StringComparer.Ordinal);
        var options = new HashSet<string>(StringComparer.Ordinal);
        foreach (var server in http.Children.Where(child => child.Kind == ContextKind.Server))
        {
            var own = new HashSet<string>(StringComparer.Ordinal);
            foreach (var listen in server.Named("listen").Where(line => line.Words.Count > 1))
            {
                var address = ListenAddress.Of(listen);
                if (address.Invalid is { } invalid)
                {
                    yield return ConfProblem.Of(
                        listen,
                        listen.Words[1],
                        invalid,
                        "it is no address to listen on",
                        "a port from 1 to 65535, address:port, or unix:PATH"
                    );
                    continue;
                }
                foreach (var problem in Parameters(listen))
                {
                    yield return problem;
                }
                var isDefault = listen.Args.Any(arg => arg is "default_server" or "default");
                var hasOptions = listen.Args.Skip(1).Any(arg => SocketOptions.Any(arg.StartsWith));
                foreach (var name in address.Names)
                {
                    if (!own.Add(name))
                    {
                        yield return ConfProblem.Of(
                            listen,
                            $"a duplicate listen {name}",
                            "the server listens there already",
                            "once in a server"
                        );
                    }
                    else if (isDefault && !defaults.Add(name))
                    {
                        yield return ConfProblem.Of(
                            listen,
                            $"a duplicate default server for {name}",
                            "another server is it already",
                            "one default_server for an address"
                        );
                    }
                    else if (hasOptions && !options.Add(name))
                    {
                        yield return ConfProblem.Of(
                            listen,
                            $"duplicate listen options for {name}",
                            "another server sets them already",
                            "options of the socket in one server alone"
                        );
                    }
                }
                if (listen.Args.Contains("ssl") && !HasCertificate(server))
                {
                    yield return ConfProblem.Of(
                        listen,
                        "no \"ssl_certificate\" is defined for the \"listen ... ssl\" directive",
                        "neither the server nor http has one",
                        "ssl_certificate and ssl_certificate_key"
                    );
                }
            }
        }
    }

    private static IEnumerable<ConfProblem> Parameters(Directive listen)
    {
        foreach (var word in listen.Words.Skip(2).Where(word => !Flags.Contains(word.Value)))
        {
            var (name, value) = word.Value.Split('=', 2) is [var key, var said]
                ? (key, said)
                : (word.Value, null);
            var says = (name, value) switch
            {
                ("backlog" or "fastopen", { } number) => NumberValue.TryParse(number, out var n)
                && (n > 0 || name == "fastopen")
                    ? null
                    : $"invalid {name} \"{word.Value}\"",
                ("rcvbuf" or "sndbuf", { } size) => SizeValue.TryParse(size, offset: false, out _)
                    ? null
                    : $"invalid {name} \"{word.Value}\"",
                // Said to be of no use on this platform, and left at that.
                ("so_keepalive" or "accept_filter", not null) => null,
                _ => $"invalid parameter \"{word.Value}\"",
            };
            if (says is not null)
            {
                yield return ConfProblem.Of(
                    listen,
                    word,
                    says,
                    "listen knows no such parameter or value",
                    Allowed
                );
            }
        }
    }

    private static bool HasCertificate(ConfContext server) =>
        server.SelfAndAncestors.Any(level =>
            level.Named("ssl_certificate").Any()
            || level.Named("ssl_reject_handshake").Any(line => line.Args.FirstOrDefault() == "on")
        );
}
