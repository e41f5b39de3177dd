using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Verify.Scenarios.ProfileRefactor;

/// <summary>What a user sets over a profile changes the same values on both sides, and those that follow from them.</summary>
internal sealed class OverrideAgreement(Refactoring refactoring)
{
    public const string Command =
        "nix eval --json .#lib.origin --apply 'origin: origin.getConfig \"4k-abr\" { hls.listSize = 15; }'";

    // The first is the plan's own example (line 1083).
    private static readonly Override[] Overrides =
    [
        new(
            "origin",
            "4k-abr",
            "{ hls.listSize = 15; }",
            ["hls.listSize=15"],
            """
            derived.filesPerVariant 16 21
            derived.openFileCacheMax 243 318
            derived.playlistWindowSec 20 30
            derived.recommendedTmpfsMB 115 141
            derived.segmentLifetimeSec 30 40
            derived.storagePerVariantMB 8 10
            derived.totalHlsFiles 81 106
            derived.totalStorageMB 40 50
            hls.listSize 10 15
            """
        ),
        new(
            "origin",
            "tap-logged",
            """{ logging.gzip = 4; video.bitrate = "3500k"; hls.segmentDuration = 3; }""",
            ["logging.gzip=4", "video.bitrate=3500k", "hls.segmentDuration=3"],
            """
            cache.manifest.staleWhileRevalidate 2 3
            derived.gopSize 60 90
            derived.playlistWindowSec 20 30
            derived.recommendedTmpfsMB 74 90
            derived.segmentLifetimeSec 30 45
            derived.segmentSizeKB 532 1360
            derived.storagePerVariantMB 8 21
            derived.totalBitrateKbps 2128 3628
            derived.totalStorageMB 8 21
            encoder.gopSize 60 90
            hls.segmentDuration 2 3
            logging.gzip 0 4
            video.bitrate "2000k" "3500k"
            """
        ),
        new(
            "swarm",
            "stress",
            "{ clients = 300; rampRate = 7; }",
            ["clients=300", "rampRate=7"],
            """
            clients 200 300
            derived.rampDuration 10 42
            rampRate 20 7
            upstream.containerMemoryMB 4637 6917
            upstream.estimatedMemoryMB 3864 5764
            upstream.recommendedFdLimit 4000 5500
            upstream.recommendedPorts 1000 1500
            upstream.vmMemoryMB 5280 7750
            """
        ),
    ];

    public static Task InCSharp(Step step)
    {
        foreach (var one in Overrides)
        {
            var changed = Changed(one, one.InCSharp());
            step.Expect(
                $"{one}: values that change, each with what it was and is",
                changed.Select(change => $"{change.Attribute} {change.Before} {change.After}"),
                Is.EqualTo(one.Changes.Split('\n'))
            );
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

    /// <param name="Changes">A line for each value that changes: its attribute, before and after.</param>
    private sealed record Override(
        string Kind,
        string Profile,
        string Nix,
        string[] Settings,
        string Changes
    )
    {
        public JsonObject InCSharp() => CSharpProfiles.Of(Kind, Profile, Settings);

        public override string ToString() => $"{Kind} {Profile} with {string.Join(", ", Settings)}";
    }
}
