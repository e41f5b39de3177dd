using Verify.Instruments.Nginx.Probe;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Requests;

/// <summary>A server before and the one that has its requests after, and a request that reaches both.</summary>
internal sealed record ServerPair(
    ConfContext? Before,
    ConfContext? After,
    Listener Listener,
    string Host
);

/// <summary>Which servers answer the same requests: each listener of both sides is asked for each name of its servers.</summary>
internal sealed class ServerPairs
{
    /// <summary>A name that no server has.</summary>
    public const string Nobody = "no-such-name.invalid";

    // Each name is looked for among all: past this the rest is left out, and the report says so.
    private const int MostNames = 1_000;

    private readonly List<string> notShown = [];

    public ServerPairs(Side before, Side after)
    {
        if (before.Process != after.Process)
            notShown.Add("user, load_module or env differ, which may show in any answer");
        var all = new List<ServerPair>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (
            var listener in Listener.Of(before.Servers).Union(Listener.Of(after.Servers)).ToList()
        )
        {
            var (one, two) = (listener.Among(before.Servers), listener.Among(after.Servers));
            // Many ports of the same servers are one question.
            if (!seen.Add($"{Key(one, before)} {Key(two, after)}"))
                continue;
            if (
                one is not null
                && two is not null
                && before.Signatures.Of(one) != after.Signatures.Of(two)
            )
                notShown.Add($"the servers at {listener} are not the same");
            all.AddRange(
                Hosts(one, two)
                    .Select(host => new ServerPair(one?.For(host), two?.For(host), listener, host))
            );
        }
        All = [.. all.DistinctBy(pair => (pair.Before, pair.After))];
    }

    public IReadOnlyList<ServerPair> All { get; }

    public IReadOnlyList<string> NotShown => notShown;

    private IEnumerable<string> Hosts(Entrance? one, Entrance? two)
    {
        var names = new[] { one, two }
            .OfType<Entrance>()
            .SelectMany(entrance => entrance.Names)
            .Distinct()
            .ToList();
        if (names.Count > MostNames)
            notShown.Add($"only the first {MostNames:N0} server names were asked");
        return names.Take(MostNames).SelectMany(Asked).Prepend(Nobody).Distinct();
    }

    private static IEnumerable<string> Asked(string name) =>
        name.StartsWith('~')
            ? PatternSample.Of(new LocationPattern("~*", name[1..])).Where(it => it.Length > 0)
        : name.StartsWith('.') ? [name[1..], $"witness{name}"]
        : name.StartsWith("*.", StringComparison.Ordinal) ? [$"witness{name[1..]}"]
        : name.EndsWith(".*", StringComparison.Ordinal) ? [$"{name[..^1]}witness"]
        : name.Length > 0 ? [name]
        : [];

    private static string Key(Entrance? entrance, Side side) =>
        entrance is null
            ? "none"
            : string.Join(
                ',',
                entrance
                    .Servers.Prepend(entrance.Default)
                    .Select(server => side.Servers.ToList().IndexOf(server))
            );
}
