namespace Verify.Instruments.Nginx.Syntax;

/// <summary>What a context is called in a report.</summary>
internal static class ContextLabel
{
    public static string Of(Directive opener) =>
        opener.Name == "location"
            ? $"location {LocationPattern.Of(opener)}"
            : $"{opener.Name} {opener.ArgsText}".TrimEnd();

    /// <summary>Servers beside each other, by their first name, their address, or else a number.</summary>
    public static IReadOnlyDictionary<ConfContext, string> OfServers(ConfContext http)
    {
        var servers = http.Children.Where(child => child.Opener!.Name == "server").ToList();
        if (servers.Count == 1)
        {
            return servers.ToDictionary(server => server, _ => "server");
        }
        return servers
            .GroupBy(Identity)
            .SelectMany(twins =>
                twins.Select(
                    (server, index) =>
                        (
                            server,
                            label: $"server {twins.Key}".TrimEnd()
                                + (twins.Count() > 1 ? $" #{index + 1}" : "")
                        )
                )
            )
            .ToDictionary(it => it.server, it => it.label);
    }

    private static string Identity(ConfContext server) =>
        server.Named("server_name").SelectMany(name => name.Args).FirstOrDefault()
        ?? server.Named("listen").SelectMany(listen => listen.Args).FirstOrDefault()
        ?? "";
}
