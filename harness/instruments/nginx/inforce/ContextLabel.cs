namespace Verify.Instruments;

/// <summary>What a context is called in a report.</summary>
internal static class ContextLabel
{
    public static string PathOf(ConfContext context) =>
        context.Opener is null
            ? "main"
            : string.Join(
                '/',
                context.SelfAndAncestors.Where(it => it.Opener is not null).Reverse().Select(Of)
            );

    private static string Of(ConfContext context)
    {
        var opener = context.Opener!;
        var label = opener.Name switch
        {
            "location" => $"location {LocationPattern.Of(opener)}",
            "server" when IsOneOfMany(context) => ServerLabel(context),
            _ => $"{opener.Name} {opener.ArgsText}".TrimEnd(),
        };
        return label;
    }

    private static bool IsOneOfMany(ConfContext context) =>
        context.Parent!.Children.Count(child => child.Kind == context.Kind) > 1;

    private static string ServerLabel(ConfContext server)
    {
        var mine = Identity(server);
        var twins = server
            .Parent!.Children.Where(child => child.Kind == server.Kind && Identity(child) == mine)
            .ToList();
        var number = twins.Count > 1 ? $" #{twins.IndexOf(server) + 1}" : "";
        return $"server {mine}{number}".TrimEnd();
    }

    private static string Identity(ConfContext server) =>
        server.Named("server_name").SelectMany(name => name.Args).FirstOrDefault()
        ?? server.Named("listen").SelectMany(listen => listen.Args).FirstOrDefault()
        ?? "";
}
