using System.Text;
using NUnit.Framework;
using Verify.Fixtures.Nix;
using Verify.Origin.Nginx;
using Verify.Origin.Profile;

namespace Verify.Scenarios.ProfileRefactor;

/// <summary>Every package of both flakes is built, and what was built is looked at.</summary>
internal sealed class BuiltPackages(Refactoring refactoring)
{
    public const string Command = "nix build --no-link .#NAME ...";
    public const string CompareCommand =
        "cmp <(./run.ps1 origin config --profile NAME) result  # every profile";

    private const string Plain = "test-origin-nginx-config";
    private const string Module = "test-origin-nginx-module-config";

    public async Task AllAsync(Step step)
    {
        await AllAsync(step, "the plan's", refactoring.CopyFolder, PlanPackages.Names);
        await AllAsync(step, "the project's", ShippedFlake, Shipped().Select(one => one.Package));
    }

    /// <summary>What Nix has built is what C# renders.</summary>
    public async Task SameBytesAsync(Step step)
    {
        var built = await BuildAsync(ShippedFlake, step.Ct);
        foreach (var (package, profile, variant) in Shipped())
            step.Expect(
                $"{package}: first line that differs (C# | Nix)",
                FirstDifference(
                    OriginConfig.Render(variant, Profiles.Shipped.Origin.Get(profile)),
                    await File.ReadAllTextAsync(built[package], step.Ct)
                ),
                Is.EqualTo("none"),
                proves: RefactoringPromises.SameBytes
            );
        await OfThePlanAsync(step);
        step.Saw($"{built.Count} configurations of the project's flake, byte for byte");
    }

    // The plan has no nginx.nix of its own: the project's renders the plan's values, so that these are what is compared.
    private async Task OfThePlanAsync(Step step)
    {
        var profiles = refactoring.Baseline.Names("origin");
        var names = string.Join(' ', profiles.Select(name => $"\"{name}\""));
        var texts = await refactoring.Nix.EvaluateAsync(
            refactoring.CopyFolder,
            [
                "--impure",
                "--expr",
                $"let pkgs = import ./nixpkgs {{ }}; in map (profile: (import ./nix/test-origin {{ inherit pkgs profile; inherit (pkgs) lib; }}).nginxConfig.text) [ {names} ]",
            ],
            step.Ct
        );
        foreach (var (profile, text) in profiles.Zip(texts!.AsArray()))
            step.Expect(
                $"the plan's values of {profile}, rendered by the project's nginx.nix: first line that differs (C# | Nix)",
                FirstDifference(
                    OriginConfig.Render(
                        NginxVariant.Standalone,
                        Profiles.Shipped.Origin.Get(profile)
                    ),
                    text!.GetValue<string>()
                ),
                Is.EqualTo("none")
            );
    }

    private string ShippedFlake => Path.Combine(refactoring.Shipped.Folder, "origin", "nix");

    private static IEnumerable<(string Package, string Profile, NginxVariant Variant)> Shipped()
    {
        foreach (
            var (name, variant) in new[]
            {
                (Plain, NginxVariant.Standalone),
                (Module, NginxVariant.Module),
            }
        )
        {
            yield return (name, Profiles.Default, variant);
            foreach (var profile in Profiles.Shipped.Origin.Names)
                yield return ($"{name}-{profile}", profile, variant);
        }
    }

    private async Task AllAsync(Step step, string whose, string flake, IEnumerable<string> names)
    {
        var built = await BuildAsync(flake, step.Ct);
        step.Expect(
            $"{whose} packages, by name",
            built.Keys.Order(StringComparer.Ordinal),
            Is.EqualTo(names.Order(StringComparer.Ordinal))
        );
        step.Expect(
            $"{whose} packages, of {built.Count}, that are not there after the build",
            built.Where(one => !Path.Exists(one.Value)).Select(one => one.Key),
            Is.Empty
        );
        step.Saw($"{whose}: {built.Count} packages");
    }

    // Where each package lies, once all have been built.
    private async Task<IReadOnlyDictionary<string, string>> BuildAsync(
        string flake,
        CancellationToken ct
    )
    {
        var places = (
            await refactoring.Nix.EvaluateAsync(
                flake,
                [
                    $".#packages.{NixStore.System}",
                    "--apply",
                    "packages: builtins.mapAttrs (_: one: one.outPath) packages",
                ],
                ct
            )
        )!
            .AsObject()
            .ToDictionary(one => one.Key, one => one.Value!.GetValue<string>());
        await refactoring.Nix.MustAsync(
            flake,
            ["nix", "build", "--no-link", .. places.Keys.Select(name => $".#{name}")],
            ct
        );
        return places;
    }

    internal static string FirstDifference(string csharp, string nix)
    {
        if (Encoding.UTF8.GetBytes(csharp).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(nix)))
            return "none";
        var (a, b) = (csharp.Split('\n'), nix.Split('\n'));
        for (var at = 0; at < Math.Max(a.Length, b.Length); at++)
            if (a.ElementAtOrDefault(at) != b.ElementAtOrDefault(at))
                return $"line {at + 1}: {a.ElementAtOrDefault(at) ?? "none"} | {b.ElementAtOrDefault(at) ?? "none"}";
        return "none that can be shown";
    }
}
