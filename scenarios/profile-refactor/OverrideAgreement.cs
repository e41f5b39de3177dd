using System.Text.Json.Nodes;
using NUnit.Framework;
using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>What a user sets over a profile changes the same values on both sides, and those that follow from them.</summary>
internal sealed class OverrideAgreement(Refactoring refactoring)
{
    public const string Command =
        "nix eval --json .#lib.origin --apply 'origin: origin.getConfig \"4k-abr\" { hls.listSize = 15; }'";

    // The first is the plan's own example (line 1083).
    private static readonly Override[] Overrides =
    [
        new("origin", "4k-abr", "{ hls.listSize = 15; }", ["hls.listSize=15"]),
        new(
            "origin",
            "tap-logged",
            """{ logging.gzip = 4; video.bitrate = "3500k"; hls.segmentDuration = 3; }""",
            ["logging.gzip=4", "video.bitrate=3500k", "hls.segmentDuration=3"]
        ),
        new("swarm", "stress", "{ clients = 300; rampRate = 7; }", ["clients=300", "rampRate=7"]),
    ];

    public static Task InCSharp(Step step)
    {
        foreach (var one in Overrides)
        {
            var changed = Changed(one, one.InCSharp());
            step.Expect($"{one}: values that change", changed.Count, Is.GreaterThan(1));
            step.Saw($"{one}: {string.Join("; ", changed.Select(change => change.Attribute))}");
        }
        return Task.CompletedTask;
    }

    public async Task InNixAsync(Step step)
    {
        foreach (var one in Overrides)
        {
            var found = await refactoring.Nix.EvaluateAsync(
                Path.Combine(refactoring.Shipped.Folder, "origin", "nix"),
                [
                    $".#lib.{one.Kind}",
                    "--apply",
                    $"profiles: profiles.getConfig \"{one.Profile}\" {one.Nix}",
                ],
                step.Ct
            );
            step.Expect(
                $"{one}: values that differ between C# (was) and Nix (is)",
                ValueChange
                    .Between(Named(one, one.InCSharp()), Named(one, found))
                    .Select(change => $"{change}"),
                Is.Empty
            );
        }
    }

    private static IReadOnlyList<ValueChange> Changed(Override one, JsonObject now) =>
        ValueChange.Between(Named(one, CSharpProfiles.Of(one.Kind, one.Profile)), Named(one, now));

    private static Dictionary<string, JsonNode?> Named(Override one, JsonNode? values) =>
        new() { [$"{one.Kind} {one.Profile}"] = values };

    private sealed record Override(string Kind, string Profile, string Nix, string[] Settings)
    {
        public JsonObject InCSharp() => CSharpProfiles.Of(Kind, Profile, Settings);

        public override string ToString() => $"{Kind} {Profile} with {string.Join(", ", Settings)}";
    }
}
