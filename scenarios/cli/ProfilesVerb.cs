using System.CommandLine;
using System.Text.Json.Nodes;
using Verify.Origin.Keys;
using Verify.Origin.Profile;
using Verify.Scenarios.Hls;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.Cli;

/// <summary>The profiles, and what follows from each.</summary>
internal sealed class ProfilesVerb()
    : Verb("profiles", "Show profiles with their merged and derived values.")
{
    private const string OriginKind = "origin";
    private const string SwarmKind = "swarm";
    private const string Show = "show";
    private const string Schema = "schema";

    private readonly Argument<string[]> words = new("words")
    {
        Description =
            "[origin|swarm] [show NAME], or schema to print the JSON schema of a profile file of your own.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string[]> set = new("--set")
    {
        Description = "Override a value of the profile shown, as in --set hls.listSize=12.",
    };
    private readonly Option<string?> profiles = ProfileFileOption.Make();
    private readonly Option<bool> json = new("--json") { Description = "Print JSON." };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(words);
        command.Add(set);
        command.Add(profiles);
        command.Add(json);
        command.SetAction(parsed =>
            Run(
                GivenProfiles.Load(parsed.GetValue(profiles))?.Profiles() ?? Profiles.Shipped,
                parsed.GetValue(words)!,
                parsed.GetValue(set) ?? [],
                parsed.GetValue(json)
            )
        );
    }

    private static void Run(Profiles all, string[] words, string[] settings, bool json)
    {
        var (kind, rest) = words is [OriginKind or SwarmKind, ..]
            ? (words[0], words[1..])
            : (null, words);
        if (settings.Length > 0 && rest is not [Show, ..])
            throw new UsageError(
                $"profiles: --set changes the one that is shown: profiles {Show} NAME --set {settings[0]}."
            );
        switch (rest)
        {
            case []:
                List(all, kind, json);
                break;
            case [Show, var name]:
                var dump = Dump(all, kind, name, settings);
                if (json)
                    JsonOutput.Write(dump);
                else
                    Console.Write(ProfileText.Of(dump));
                break;
            case [Schema] when kind is null:
                JsonOutput.Write(ProfileSchema.Document());
                break;
            default:
                throw new UsageError(
                    $"profiles: {Quoted.Of(string.Join(' ', words))} is not understood. Allowed: profiles [{OriginKind}|{SwarmKind}] [{Show} NAME], profiles {Schema}."
                        + NearestMatch.Hint(rest[0], [OriginKind, SwarmKind, Show, Schema])
                );
        }
    }

    // Without a kind a name that only the swarm has is the swarm's; "default" is the origin's.
    private static JsonObject Dump(Profiles all, string? kind, string name, string[] settings)
    {
        var (isOrigin, isSwarm) = (all.Origin.Names.Contains(name), all.Swarm.Names.Contains(name));
        if (kind is null && !isOrigin && !isSwarm)
            throw new UsageError(
                $"unknown profile {Quoted.Of(name)}; allowed: of the origin {string.Join(", ", all.Origin.Names)}; of the swarm {string.Join(", ", all.Swarm.Names)}."
                    + NearestMatch.Hint(name, all.Origin.Names.Concat(all.Swarm.Names))
            );
        return kind == SwarmKind || (kind is null && !isOrigin)
            ? Described(all.Swarm, all.Swarm.Get(name, settings))
            : Described(all.Origin, all.Origin.Get(name, settings));
    }

    private static void List(Profiles all, string? kind, bool json)
    {
        var document = new JsonObject();
        if (kind != SwarmKind)
            List(all.Origin, OriginTable.Of);
        if (kind != OriginKind)
            List(all.Swarm, SwarmTable.Of);
        if (json)
            JsonOutput.Write(document);

        void List<T>(ProfileSystem<T> system, Func<IEnumerable<T>, string> table)
            where T : IProfile
        {
            var each = system.Names.Select(name => system.Get(name)).ToArray();
            if (json)
                document[system.Kind] = new JsonArray([
                    .. each.Select(one => Described(system, one)),
                ]);
            else
                Console.WriteLine($"{table(each)}\n{ProfileText.Of(system.List())}");
        }
    }

    private static JsonObject Described<T>(ProfileSystem<T> system, T profile)
        where T : IProfile
    {
        var info = system.List().Single(one => one.Name == profile.Name);
        var dump = system.Dump(profile);
        // Beside _profile, which is as the seed's Nix has it.
        dump["_about"] = new JsonObject
        {
            ["description"] = info.Description,
            ["purpose"] = info.Purpose,
            ["extends"] = info.Extends,
            ["own"] = info.IsOwn,
        };
        return dump;
    }
}
