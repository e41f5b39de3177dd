using Verify.Engine;
using Verify.Fixtures;
using Verify.Origin;

namespace Verify.Scenarios;

/// <summary>What this scenario can be asked for, and what it needs.</summary>
internal static class RefactoringOptions
{
    /// <exception cref="UsageError">An option that says which origin is looked at: here all profiles are.</exception>
    public static void MustBeFew(RunRequest request)
    {
        var senseless = request
            .Parameters.Where(given =>
                given.Key != ProfileChoice.ProfileKey || given.Value != Profiles.Default
            )
            .Select(given =>
                $"--{given.Key} {given.Value.Replace($"{ProfileChoice.Between}", $" --{given.Key} ", StringComparison.Ordinal)}"
            )
            .ToArray();
        if (senseless.Length > 0)
            throw new UsageError(
                $"{string.Join(", ", senseless)}: {request.Scenario} is about all 13 profiles of origin and swarm at once, and about no nginx. "
                    + "It takes --phase, --plan, --keep, --out, --json, --no-install and --no-lab; leave the others out."
            );
    }

    /// <summary>Why the steps on Nix cannot be carried out; null where they can.</summary>
    public static string? Missing()
    {
        var lacking = new[] { NixStore.Program, NixStore.Git }
            .Where(program => Prerequisites.Find(program) is null)
            .ToArray();
        return lacking.Length == 0
            ? null
            : $"{string.Join(" and ", lacking)} not installed; as root: apt-get install --no-install-recommends {string.Join(' ', lacking.Select(Prerequisites.PackageOf))}";
    }
}
