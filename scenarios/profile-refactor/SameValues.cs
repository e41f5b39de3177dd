using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Verify.Scenarios.ProfileRefactor;

/// <summary>C# and Nix have the same values: the project's own flake without exception, the plan's but for what is named.</summary>
internal sealed class SameValues(Refactoring refactoring)
{
    public const string Command = "nix eval --json .#profiles; ./run.ps1 profiles show NAME --json";

    // What the plan's flake has otherwise, or not at all, each with its reason. (It has the cost of the swarm in
    // derived, where C# says upstream: that is compared all the same.)
    private static readonly (string Attribute, string Reason)[] Named =
    [
        ("hls.segmentPattern", "two % are systemd's spelling of one"),
        ("tmpfs", "the caching log mounts with it, and no profile of the plan says it"),
        ("derived.totalHlsFiles", "it is the caching log's, not the plan's"),
        ("derived.openFileCacheMax", "it is the caching log's, not the plan's"),
        ("derived.parseBitrate", "a function among the values: line 1017"),
    ];

    public async Task OfTheProjectAsync(Step step)
    {
        var nix = await refactoring.Nix.EvaluateAsync(
            Path.Combine(refactoring.Shipped.Folder, "origin", "nix"),
            [".#profiles"],
            step.Ct
        );
        var csharp = CSharpProfiles.All();
        var values = Results.Flat(nix!.AsObject());
        step.Expect(
            "profiles that both have",
            values.Keys.Order(StringComparer.Ordinal),
            Is.EqualTo(csharp.Keys.Order(StringComparer.Ordinal))
        );
        step.Expect(
            "values that differ between C# (was) and Nix (is)",
            ValueChange.Between(csharp, values).Select(change => $"{change}"),
            Is.Empty,
            proves: RefactoringPromises.SameValues
        );
    }

    public async Task OfThePlanAsync(Step step)
    {
        var now = await refactoring.ResultsAsync(step.Ct);
        var differing = ValueChange.Between(
            CSharpProfiles
                .All()
                // Those that the project has beside the plan's are no concern of the plan's flake.
                .Where(pair => now.ByName.ContainsKey(pair.Key))
                .ToDictionary(pair => pair.Key, pair => InOnePlace(pair.Value)),
            now.ByName.Where(pair => pair.Key != Results.Packages)
                .ToDictionary(pair => pair.Key, pair => InOnePlace(pair.Value))
        );
        step.Keep("plan-and-csharp.txt", string.Join('\n', differing) + "\n");
        step.Expect(
            "values that differ between C# (was) and the plan's flake (is), but for those that are named",
            differing.Where(change => NameOf(change) is null).Select(change => $"{change}"),
            Is.Empty
        );
        foreach (var named in differing.GroupBy(NameOf).Where(group => group.Key is not null))
        {
            var first = named.First();
            step.Find(
                $"{named.Key} differs between C# and the plan's flake: {first.Before} and {first.After} ({first.Profile}; {named.Count()} values in all)",
                Named.Single(one => one.Attribute == named.Key).Reason,
                kind: FindingKind.Before
            );
        }
    }

    // The cost of the swarm is compared wherever each side has it.
    private static JsonNode? InOnePlace(JsonNode? profile)
    {
        var tree = profile!.DeepClone().AsObject();
        if (tree.ContainsKey("clients") && tree["upstream"] is null)
        {
            var derived = tree["derived"]!.AsObject();
            var upstream = new JsonObject();
            foreach (var name in derived.Select(pair => pair.Key).ToArray())
                if (name != "rampDuration")
                {
                    upstream[name] = derived[name]!.DeepClone();
                    derived.Remove(name);
                }
            tree["upstream"] = upstream;
        }
        return tree;
    }

    private static string? NameOf(ValueChange change) =>
        Named
            .Select(one => one.Attribute)
            .FirstOrDefault(name =>
                change.Attribute == name
                || change.Attribute.StartsWith(name + ".", StringComparison.Ordinal)
                || change.Attribute.StartsWith(name + "[", StringComparison.Ordinal)
            );
}
