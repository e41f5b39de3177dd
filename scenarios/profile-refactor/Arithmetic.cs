using System.Text.Json.Nodes;
using NUnit.Framework;
using Verify.Origin.Profile;

namespace Verify.Scenarios.ProfileRefactor;

/// <summary>Whole numbers and fractions: where C# and Nix agree, and where they do not.</summary>
internal sealed class Arithmetic(Refactoring refactoring)
{
    public const string Command =
        "nix eval --json --impure --expr 'builtins.ceil ((clients * 19 + 64) * 1.2)'  # for every number of clients";

    // As many as a swarm profile may have.
    private const int Clients = 10_000;

    public async Task CheckAsync(Step step)
    {
        var apart = await refactoring.Nix.EvaluateAsync(
            refactoring.Folder,
            [
                "--expr",
                $"builtins.filter (clients: let m = clients * 19 + 64; in builtins.ceil (m * 1.2) != (m * 12 + 9) / 10 || builtins.ceil (m * 1.3) != (m * 13 + 9) / 10) (builtins.genList (n: n + 1) {Clients})",
            ],
            step.Ct
        );
        step.Expect(
            $"numbers of clients, of 1 to {Clients}, for which the plan's floats are not the whole-number formula",
            apart!.AsArray().Count,
            Is.Zero,
            "a float may lie a hair above the true product, and is then rounded up by one too many"
        );
        step.Expect(
            "numbers of clients for which C# is not that formula",
            Enumerable
                .Range(1, Clients)
                .Count(clients =>
                {
                    var memory = clients * 19 + 64;
                    var cost = UpstreamCost.Of(clients);
                    return cost.ContainerMemoryMB != (memory * 12L + 9) / 10
                        || cost.VmMemoryMB != (memory * 13L + 9) / 10 + 256;
                }),
            Is.Zero
        );
        await FractionsAsync(step);
    }

    // 1.1m is 1100.0000000000002 in floats.
    private async Task FractionsAsync(Step step)
    {
        foreach (var bitrate in new[] { "1.5m", "1.1m", "0.5M", "2500.0k" })
        {
            var nix = await refactoring.Nix.EvaluateAsync(
                Path.Combine(refactoring.Shipped.Folder, "origin", "nix"),
                [
                    ".#lib.origin",
                    "--apply",
                    $"profiles: (profiles.getConfig \"default\" {{ video.bitrate = \"{bitrate}\"; }}).derived",
                ],
                step.Ct
            );
            var csharp = CSharpProfiles.Of("origin", "default", $"video.bitrate={bitrate}");
            step.Expect(
                $"video.bitrate {bitrate}: derived values that differ between C# (was) and Nix (is)",
                ValueChange
                    .Between(
                        new Dictionary<string, JsonNode?> { ["default"] = csharp["derived"] },
                        new Dictionary<string, JsonNode?> { ["default"] = nix }
                    )
                    .Select(change => $"{change}"),
                Is.Empty
            );
        }
        step.Find(
            "C# writes a bitrate of 1.5m back as 1500k, and Nix leaves it as it was typed; what follows from it is the same",
            "to FFmpeg a small m is a thousandth, so that C# always writes k",
            kind: FindingKind.Note
        );
    }
}
