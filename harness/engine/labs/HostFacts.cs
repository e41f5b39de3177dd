using System.Runtime.InteropServices;
using Verify.Engine.Programs;
using Verify.Engine.Services;

namespace Verify.Engine.Labs;

/// <summary>Facts of the machine that a run's figures depend on, seen from outside the lab.</summary>
public static class HostFacts
{
    public static async Task<IReadOnlyDictionary<string, string>> FactsAsync(
        IReadOnlyList<Service> services,
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
        foreach (var service in services)
        foreach (var (name, fact) in await service.FactsAsync(ct))
            facts[name] = fact;
        return facts;
    }

    private static async Task<string> CommitAsync(CancellationToken ct)
    {
        try
        {
            var head = await GitAsync(["describe", "--always"], ct);
            if (head.ExitCode != 0)
                return "unknown commit";
            var changed = await GitAsync(["status", "--porcelain", "--untracked-files=no"], ct);
            return head.Stdout.Trim() + (changed.Stdout.Trim().Length > 0 ? "-dirty" : "");
        }
        catch (CannotRun)
        {
            // A copy without git is as good to run; its log only cannot name the commit.
            return "unknown commit";
        }
    }

    // Only looking: else git would write into .git/index that what looked changed is not, while another git may be at work
    // there. (describe --dirty does so whatever it is told.)
    private static Task<CommandResult> GitAsync(string[] words, CancellationToken ct) =>
        Command.RunAsync(["git", "--no-optional-locks", "-C", Checkout.Root, .. words], ct);

    private static string Release() =>
        File.ReadLines("/etc/os-release")
            .FirstOrDefault(line => line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal))
            ?.Split('=', 2)[1]
            .Trim('"')
        ?? "Linux";
}
