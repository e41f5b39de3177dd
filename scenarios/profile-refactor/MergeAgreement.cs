using System.Text.Json.Nodes;
using NUnit.Framework;
using Verify.Origin.Profile;

namespace Verify.Scenarios.ProfileRefactor;

/// <summary>The deep merge's cases, in C# and in both flakes.</summary>
internal sealed class MergeAgreement(Refactoring refactoring)
{
    public const string Command =
        "nix eval --json --impure --expr 'map (case: deepMerge case.lower case.upper) CASES'";

    // The plan's is called with nixpkgs, the project's own is a set.
    public const string ThePlans =
        "(import ./nix/lib.nix { pkgs = import ./nixpkgs { }; lib = (import ./nixpkgs { }).lib; }).deepMerge";
    public const string TheProjects = "(import ./origin/nix/lib.nix).deepMerge";

    private const string CasesFile = "merge-cases.json";

    public static Task InCSharp(Step step)
    {
        foreach (var one in PlanFiles.MergeCases())
            step.Expect(
                one.Name,
                DeepMerge.Over(one.Lower, one.Upper).ToJsonString(),
                Is.EqualTo(one.Merged.ToJsonString())
            );
        return Task.CompletedTask;
    }

    public async Task InNixAsync(Step step)
    {
        await InNixAsync(step, "the plan's", refactoring.CopyFolder, ThePlans);
        await InNixAsync(step, "the project's", refactoring.Shipped.Folder, TheProjects);
    }

    private async Task InNixAsync(Step step, string whose, string folder, string deepMerge)
    {
        File.Copy(
            Path.Combine(PlanFiles.Folder, CasesFile),
            Path.Combine(refactoring.Folder, CasesFile),
            overwrite: true
        );
        var merged = await refactoring.Nix.EvaluateAsync(
            folder,
            [
                "--impure",
                "--expr",
                $"map (case: {deepMerge} case.lower case.upper) (builtins.fromJSON (builtins.readFile ../{CasesFile}))",
            ],
            step.Ct
        );
        foreach (var (one, found) in PlanFiles.MergeCases().Zip(merged!.AsArray()))
            step.Expect(
                $"{whose}, {one.Name}",
                JsonNode.DeepEquals(found, one.Merged) ? one.Merged.ToJsonString() : Text(found),
                Is.EqualTo(one.Merged.ToJsonString())
            );
    }

    private static string Text(JsonNode? found) => found?.ToJsonString() ?? "null";
}
