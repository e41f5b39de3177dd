using System.Runtime.InteropServices;
using Verify.Engine;
using Verify.Fixtures;

namespace Verify.Scenarios;

/// <summary>Facts of the machine that a run's figures depend on, seen from outside the lab.</summary>
internal static class World
{
    public static async Task<IReadOnlyDictionary<string, string>> FactsAsync(
        IReadOnlyList<string> programs,
        LabKind? lab,
        CancellationToken ct
    )
    {
        var facts = new Dictionary<string, string>
        {
            ["verify"] = await CommitAsync(ct),
            ["system"] = Release(),
            ["kernel"] = File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
            ["cores"] = $"{Environment.ProcessorCount}",
            ["dotnet"] = RuntimeInformation.FrameworkDescription,
            ["lab"] = lab switch
            {
                LabKind.AllUsers => "namespaces, entered as root",
                LabKind.OnlyRoot =>
                    "namespaces with users of their own, entered as an ordinary user",
                _ => "none: on the machine itself",
            },
        };
        foreach (var one in Prerequisites.All.Where(one => programs.Contains(one.Program)))
            facts[one.Program] = await Prerequisites.VersionAsync(one, ct);
        return facts;
    }

    private static async Task<string> CommitAsync(CancellationToken ct)
    {
        try
        {
            var head = await Command.RunAsync(
                // Else it would write what it found out into .git/index, which another git may be writing.
                [
                    "git",
                    "--no-optional-locks",
                    "-C",
                    Checkout.Root,
                    "describe",
                    "--always",
                    "--dirty",
                ],
                ct
            );
            return head.ExitCode == 0 ? head.Stdout.Trim() : "unknown commit";
        }
        catch (CannotRun)
        {
            // A copy without git is as good to run; its log only cannot name the commit.
            return "unknown commit";
        }
    }

    private static string Release() =>
        File.ReadLines("/etc/os-release")
            .FirstOrDefault(line => line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal))
            ?.Split('=', 2)[1]
            .Trim('"')
        ?? "Linux";
}
