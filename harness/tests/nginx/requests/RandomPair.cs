namespace Verify.Tests.Nginx.Requests;

/// <summary>A random configuration and the same after a random change, of two sockets and up to three servers.</summary>
internal sealed class RandomPair(Random random)
{
    private static readonly string[] Prefixes = ["/", "/a", "/a/", "/a/b", "/live/", "/s"];
    private static readonly string[] Expressions =
    [
        @"\.ts$",
        @"\.m3u8$",
        @"\.(m3u8|ts)$",
        "^/live/",
        "^/a",
        "^/a/[0-9]+",
        "b",
    ];
    private static readonly string[] Names =
    [
        "a.example",
        "*.b.example",
        ".b.example",
        @"~^c\d",
        "b.*",
    ];
    private static readonly string[] Hosts =
    [
        "a.example",
        "x.b.example",
        "b.example",
        "c1",
        "b.c",
        "nobody",
    ];
    private static readonly string[] Ends = ["", "x", "x.ts", "x.m3u8", "1.ts", "b", "/x"];

    public (List<Server> Before, List<Server> After) Next()
    {
        var before = Many(
            1,
            3,
            () => new Server(random.Next(2), Pick(Names), Value(), Locations(2))
        );
        var after = before.ToList();
        for (var i = random.Next(1, 3); i > 0; i--)
            Change(after);
        return (before, after);
    }

    public (int Socket, string Host, string Path) Request() =>
        (
            random.Next(2),
            Pick(Hosts),
            Pick(Prefixes) + Pick(Ends) is var path && path.StartsWith("//") ? path[1..] : path
        );

    private void Change(List<Server> servers)
    {
        var at = random.Next(servers.Count);
        var (server, all) = (servers[at], servers[at].Locations.ToList());
        var which = all.Count > 0 ? random.Next(all.Count) : -1;
        switch (random.Next(8))
        {
            case 0:
                servers.Reverse();
                return;
            case 1:
                server = server with { Socket = 1 - server.Socket };
                break;
            case 2:
                server = server with { Name = Pick(Names) };
                break;
            case 3:
                all.Reverse();
                break;
            case 4 when which >= 0 && all[which].Modifier is "" or "^~":
                all[which] = all[which] with { Modifier = all[which].Modifier == "" ? "^~" : "" };
                break;
            case 5 when which >= 0 && all[which].Modifier == "~":
                all[which] = all[which] with { Text = Pick(Expressions) };
                break;
            case 6 when which >= 0:
                all[which] = all[which] with { Value = Value() };
                break;
            default:
                all.AddRange(Locations(0));
                break;
        }
        servers[at] = server with { Locations = Distinct(all) };
    }

    private List<Location> Locations(int deep) =>
        Distinct(
            Many(
                1,
                4,
                () =>
                    random.Next(2) == 0
                        ? new Location("~", Pick(Expressions), Value(), [])
                        : Prefix(Pick(Prefixes), deep)
            )
        );

    private Location Prefix(string text, int deep)
    {
        var modifier = Pick("", "", "^~", "=");
        return new(
            modifier,
            text,
            Value(),
            // What is nested begins as what holds it, or is an expression; an exact location holds none.
            modifier == "="
            || deep == 0
                ? []
                :
                [
                    .. Locations(deep - 1)
                        .Where(it => it.Modifier == "~" || it.Text.StartsWith(text)),
                ]
        );
    }

    // nginx refuses the same location twice beside each other, with ^~ or without.
    private static List<Location> Distinct(IEnumerable<Location> all) =>
        [.. all.DistinctBy(it => (it.Modifier is "=" or "~" ? it.Modifier : "", it.Text))];

    private int Value() => random.Next(3);

    private T Pick<T>(params T[] from) => from[random.Next(from.Length)];

    private List<T> Many<T>(int least, int most, Func<T> one) =>
        [.. Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => one())];
}

internal sealed record Location(
    string Modifier,
    string Text,
    int Value,
    IReadOnlyList<Location> Nested
)
{
    public override string ToString() =>
        $"location {Modifier} {Text} {{ return 204; add_header X-Value {Value} always; {string.Join(' ', Nested)} }}";
}

internal sealed record Server(int Socket, string Name, int Value, IReadOnlyList<Location> Locations)
{
    /// <param name="sockets">What the names of the sockets begin with.</param>
    public string Text(string sockets) =>
        $"server {{ listen unix:{sockets}{Socket}; server_name {Name}; add_header X-Value {Value} always; {string.Join(' ', Locations)} }}\n";
}
