using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Verify.Engine;
using Verify.Origin;

namespace Verify.Scenarios;

/// <summary>The profiles, and what follows from each.</summary>
internal sealed class ProfilesVerb()
    : Verb("profiles", "Profiles with their merged and derived values.")
{
    private const string OriginKind = "origin";
    private const string SwarmKind = "swarm";
    private const string Show = "show";

    private static readonly JsonSerializerOptions Indented = new(RecordJson.Options)
    {
        WriteIndented = true,
    };

    private readonly Argument<string[]> words = new("words")
    {
        Description = "[origin|swarm] [show NAME]",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string[]> set = new("--set")
    {
        Description = "Override a value, as in --set hls.listSize=12.",
    };
    private readonly Option<bool> json = new("--json") { Description = "For machines." };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(words);
        command.Add(set);
        command.Add(json);
        command.SetAction(parsed =>
            Run(parsed.GetValue(words)!, parsed.GetValue(set) ?? [], parsed.GetValue(json))
        );
    }

    private static void Run(string[] words, string[] settings, bool json)
    {
        var (kind, rest) = words is [OriginKind or SwarmKind, ..]
            ? (words[0], words[1..])
            : (null, words);
        switch (rest)
        {
            case []:
                List(kind, json);
                break;
            case [Show, var name]:
                var dump = Dump(kind, name, settings);
                Console.WriteLine(json ? dump.ToJsonString(Indented) : Table(dump));
                break;
            default:
                throw new UsageError(
                    $"profiles: '{string.Join(' ', words)}' is not understood. Allowed: profiles [{OriginKind}|{SwarmKind}] [{Show} NAME]."
                        + NearestMatch.Hint(rest[0], [OriginKind, SwarmKind, Show])
                );
        }
    }

    // Without a kind a name that only the swarm has is the swarm's; "default" and unknown names are the origin's.
    private static JsonObject Dump(string? kind, string name, string[] settings) =>
        kind == SwarmKind
        || (
            kind is null
            && !Profiles.Shipped.Origin.Names.Contains(name)
            && Profiles.Shipped.Swarm.Names.Contains(name)
        )
            ? Profiles.Shipped.Swarm.Dump(Profiles.Shipped.Swarm.Get(name, settings))
            : Profiles.Shipped.Origin.Dump(Profiles.Shipped.Origin.Get(name, settings));

    private static void List(string? kind, bool json)
    {
        var origin =
            kind == SwarmKind
                ? []
                : Profiles.Shipped.Origin.Names.Select(name => Profiles.Shipped.Origin.Get(name)).ToArray();
        var swarm =
            kind == OriginKind
                ? []
                : Profiles.Shipped.Swarm.Names.Select(name => Profiles.Shipped.Swarm.Get(name)).ToArray();
        if (json)
        {
            var all = new JsonObject
            {
                [OriginKind] = new JsonArray([.. origin.Select(Profiles.Shipped.Origin.Dump)]),
                [SwarmKind] = new JsonArray([.. swarm.Select(Profiles.Shipped.Swarm.Dump)]),
            };
            if (kind is not null)
                all.Remove(kind == OriginKind ? SwarmKind : OriginKind);
            Console.WriteLine(all.ToJsonString(Indented));
            return;
        }
        if (origin.Length > 0)
            Console.WriteLine(OriginTable.Of(origin));
        if (swarm.Length > 0)
            Console.WriteLine(SwarmTable.Of(swarm));
    }

    private static string Table(JsonObject dump) =>
        string.Join('\n', Leaves(dump, "").Select(leaf => $"{leaf.Key, -34} {leaf.Value}"));

    private static IEnumerable<(string Key, string Value)> Leaves(JsonNode? node, string key) =>
        node switch
        {
            JsonObject group => group.SelectMany(child =>
                Leaves(child.Value, key.Length == 0 ? child.Key : $"{key}.{child.Key}")
            ),
            JsonArray list when list.All(item => item is JsonValue) =>
            [
                (key, string.Join(", ", list)),
            ],
            JsonArray list => list.SelectMany((item, i) => Leaves(item, $"{key}[{i}]")),
            _ => [(key, node?.ToString() ?? "null")],
        };
}
