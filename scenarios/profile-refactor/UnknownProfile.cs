using NUnit.Framework;
using Verify.Fixtures.Nix;
using Verify.Origin.Profile;

namespace Verify.Scenarios.ProfileRefactor;

/// <summary>What is said of a profile that there is not, on both sides: its name, and all that there are.</summary>
internal sealed class UnknownProfile(Refactoring refactoring)
{
    public const string Command =
        "nix eval --json .#lib.origin --apply 'origin: origin.getConfig \"low-latncy\" { }'";

    private const string Misspelt = "low-latncy";
    private const string Meant = "low-latency";

    public static Task InCSharp(Step step)
    {
        var said = Said(() => Profiles.Shipped.Origin.Get(Misspelt));
        step.Expect("origin: it names the unknown one", said, Does.Contain($"'{Misspelt}'"));
        foreach (var name in Profiles.Shipped.Origin.Names)
            step.Expect($"origin: it lists {name}", said, Does.Contain(name));
        step.Expect("origin: it suggests the nearest", said, Does.Contain($"'{Meant}'?"));
        step.Expect(
            "swarm: it names the unknown one and suggests the nearest",
            Said(() => Profiles.Shipped.Swarm.Get("gentel")),
            Does.Contain("'gentel'").And.Contain("'gentle'?")
        );
        step.Expect(
            "an unknown key is named too, with the nearest",
            Said(() => Profiles.Shipped.Origin.Get("default", "hls.listSzie=15")),
            Does.Contain("hls.listSzie").And.Contain("'hls.listSize'?")
        );
        step.Saw(said);
        return Task.CompletedTask;
    }

    public async Task InNixAsync(Step step)
    {
        var shipped = Path.Combine(refactoring.Shipped.Folder, "origin", "nix");
        await ExpectAsync(
            step,
            "the project's origin",
            shipped,
            Apply("origin"),
            Profiles.Shipped.Origin.Names
        );
        await ExpectAsync(
            step,
            "the project's swarm",
            shipped,
            Apply("swarm"),
            Profiles.Shipped.Swarm.Names
        );
        await ExpectAsync(
            step,
            "the project's validateProfile",
            shipped,
            [.. Apply("origin")[..^1], $"profiles: profiles.validateProfile \"{Misspelt}\""],
            Profiles.Shipped.Origin.Names
        );
        foreach (var (kind, more) in new[] { ("origin", ""), ("swarm", " swarmBinary = null;") })
            await ExpectAsync(
                step,
                $"the plan's {kind}",
                refactoring.CopyFolder,
                [
                    "--impure",
                    "--expr",
                    $"(import ./nix/{(kind == "origin" ? "test-origin" : "swarm-client")} {{ pkgs = import ./nixpkgs {{ }}; lib = (import ./nixpkgs {{ }}).lib;{more} profile = \"{Misspelt}\"; }}).config",
                ],
                refactoring.Baseline.Names(kind)
            );
    }

    private static string[] Apply(string kind) =>
        [$".#lib.{kind}", "--apply", $"profiles: profiles.getConfig \"{Misspelt}\" {{ }}"];

    private async Task ExpectAsync(
        Step step,
        string whose,
        string folder,
        IReadOnlyList<string> words,
        IReadOnlyList<string> names
    )
    {
        var ran = await refactoring.Nix.RunAsync(
            folder,
            ["nix", "eval", "--json", .. words],
            step.Ct
        );
        // Nix sets what is thrown seven columns in.
        var said = NixError.Of(ran).Replace("\n       ", "\n", StringComparison.Ordinal);
        step.Expect(
            $"{whose}: exit code and message",
            $"exit {ran.ExitCode}, {said}",
            Is.EqualTo(
                $"exit 1, error: Unknown profile: {Misspelt}\n\nAvailable profiles:\n{string.Join('\n', names.Select(name => $"  - {name}"))}"
            ),
            proves: RefactoringPromises.HelpfulErrors
        );
    }

    private static string Said(Action ask)
    {
        try
        {
            ask();
            return "nothing";
        }
        catch (UsageError refused)
        {
            return refused.Message;
        }
    }
}
