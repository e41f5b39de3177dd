using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Requests;

/// <summary>Where a request comes in: an address and a port, or the path of a socket.</summary>
/// <param name="Host">0.0.0.0 and [::] stand for each address that no server names.</param>
/// <param name="Port">Null for a socket.</param>
public sealed record Listener(string Host, int? Port)
{
    private const string AnyIPv4 = "0.0.0.0";
    private const string AnyIPv6 = "[::]";

    public override string ToString() =>
        Port is null ? Host : $"{(Host == AnyIPv4 ? "*" : Host)}:{Port}";

    internal static IEnumerable<Listener> Of(IEnumerable<ConfContext> servers) =>
        servers.SelectMany(Lines).SelectMany(line => line.At).Distinct();

    /// <summary>The servers that a request here may reach, or null where nobody listens.</summary>
    internal Entrance? Among(IReadOnlyList<ConfContext> servers)
    {
        // nginx looks among the servers of the very address first, and only without any among those of all addresses.
        var isIPv6 = Host.StartsWith('[');
        return Exactly(servers)
            ?? (
                Port is null ? null
                : isIPv6 ? (this with { Host = AnyIPv6 }).Exactly(servers)
                : (this with { Host = AnyIPv4 }).Exactly(servers)
                    ?? (this with { Host = AnyIPv6 }).Exactly(
                        servers,
                        line => line.Args.Contains("ipv6only=off")
                    )
            );
    }

    private Entrance? Exactly(
        IReadOnlyList<ConfContext> servers,
        Func<Line, bool>? condition = null
    )
    {
        var here = servers
            .Select(server =>
                (
                    server,
                    lines: Lines(server)
                        .Where(line => line.At.Contains(this) && condition?.Invoke(line) != false)
                        .ToList()
                )
            )
            .Where(it => it.lines.Count > 0)
            .ToList();
        if (here.Count == 0)
            return null;
        var byDefault = here.FirstOrDefault(it =>
            it.lines.Any(line => line.Args.Any(arg => arg is "default_server" or "default"))
        );
        return new(byDefault.server ?? here[0].server, [.. here.Select(it => it.server)]);
    }

    private static IEnumerable<Line> Lines(ConfContext server) =>
        server
            .Named("listen")
            .Select(listen => new Line(At(ListenAddress.Of(listen)), [.. listen.Args.Skip(1)]))
            .DefaultIfEmpty(new(At(ListenAddress.Default), []));

    private static IReadOnlyList<Listener> At(ListenAddress address) =>
        address.Ports.Count == 0
            ? [new(address.Host, null)]
            : [.. address.Ports.Select(port => new Listener(address.Host, port))];

    private sealed record Line(IReadOnlyList<Listener> At, IReadOnlyList<string> Args);
}

/// <summary>The servers behind a listener.</summary>
/// <param name="Default">What answers a name that none of them has.</param>
internal sealed record Entrance(ConfContext Default, IReadOnlyList<ConfContext> Servers)
{
    public ConfContext For(string host) => ServerMatch.Among(Servers, host) ?? Default;

    public IEnumerable<string> Names => Servers.SelectMany(NamesOf);

    public static IEnumerable<string> NamesOf(ConfContext server) =>
        server.Named("server_name").SelectMany(line => line.Args);
}
