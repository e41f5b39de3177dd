using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Site;

/// <summary>A server with the listener by which it is reached over plain HTTP, and the name that it takes.</summary>
/// <param name="Refusal">Why it cannot be reached so, or null.</param>
internal sealed record SiteServer(
    ConfContext Context,
    Listener Listener,
    string? Host,
    string? Refusal
)
{
    public SourcePlace Place => Context.Opener!.Place;

    public HlsSite At(string folder, string prefix) =>
        new(folder, prefix, Listener.Reached, Listener.Port, Host, Place);

    /// <summary>Those of all http blocks; a server that is the default of a socket needs no name and comes first.</summary>
    public static IReadOnlyList<SiteServer> Of(NginxConf conf)
    {
        var servers = conf
            .Root.Children.Where(child => child.Kind == ContextKind.Http)
            .SelectMany(http => http.Children)
            .Where(child => child.Kind == ContextKind.Server)
            .ToArray();
        return
        [
            .. servers
                .Select(server => Best(server, servers))
                .OrderByDescending(it => it.Refusal is null)
                .ThenByDescending(it => it.Host is null),
        ];
    }

    private static SiteServer Best(ConfContext server, ConfContext[] all) =>
        Listener
            .Of(server)
            .Select(listener => Reached(server, listener, all))
            .OrderByDescending(it => it.Refusal is null)
            .ThenByDescending(it => it.Host is null)
            .First();

    private static SiteServer Reached(ConfContext server, Listener listener, ConfContext[] all)
    {
        if (listener.NoPlainHttp is { } other)
            return new(server, listener, null, $"listen {listener.Text} is {other}");
        // A socket of one address is asked before the one of all addresses: names are looked up per socket.
        var beside = all.Where(one => Listener.Of(one).Any(it => IsSameSocket(it, listener)))
            .ToArray();
        var first =
            beside.FirstOrDefault(one =>
                Listener.Of(one).Any(it => IsSameSocket(it, listener) && it.IsDefault)
            ) ?? beside[0];
        if (first == server)
            return new(server, listener, null, null);
        var name = Names(server)
            .FirstOrDefault(name =>
                beside.First(one => one == server || Names(one).Contains(name)) == server
            );
        return name is null
            ? new(
                server,
                listener,
                null,
                $"it shares {listener.Text} with the server at {first.Opener!.Place}, and has no name of its own to be asked by"
            )
            : new(server, listener, name, null);
    }

    private static bool IsSameSocket(Listener one, Listener other) =>
        one.Port == other.Port && Equals(one.Address, other.Address);

    // ".example.com" stands for the name itself too. Other patterns would have to be guessed.
    private static IEnumerable<string> Names(ConfContext server) =>
        server
            .Named("server_name")
            .SelectMany(line => line.Args)
            .Select(name => name.TrimStart('.').ToLowerInvariant())
            .Where(name =>
                name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')
            );
}
