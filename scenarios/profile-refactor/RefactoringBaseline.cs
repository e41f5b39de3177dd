using NUnit.Framework;
using Verify.Origin.Profile;

namespace Verify.Scenarios.ProfileRefactor;

/// <summary>What the flake comes to before the first step, and that it does so again after the last undo.</summary>
internal sealed class RefactoringBaseline(Refactoring refactoring)
{
    // As the plan has them (lines 1453 and 1458).
    private static readonly string[] Origin =
    [
        "default",
        "low-latency",
        "4k-abr",
        "stress-test",
        "logged",
        "debug",
        "tap",
        "tap-logged",
    ];
    private static readonly string[] Swarm = ["default", "stress", "gentle", "burst", "extreme"];

    public static Task InCSharp(Step step)
    {
        step.Expect("origin profiles", Profiles.Shipped.Origin.Names, Is.SupersetOf(Origin));
        step.Expect("swarm profiles", Profiles.Shipped.Swarm.Names, Is.SupersetOf(Swarm));
        var values = CSharpProfiles.All();
        step.Saw($"{values.Count} profiles");
        return Task.CompletedTask;
    }

    public async Task InNixAsync(Step step)
    {
        var results = await refactoring.ResultsAsync(step.Ct);
        step.Expect("origin profiles", results.Names("origin"), Is.EquivalentTo(Origin));
        step.Expect("swarm profiles", results.Names("swarm"), Is.EquivalentTo(Swarm));
        step.Keep("baseline.json", results.ToText(), "application/json");
        refactoring.Baseline = results;
        RefactoringFigures.OfTheStart(step, refactoring, results);
        step.Saw(
            $"{results.ByName.Count - 1} profiles, {results.ByName[Results.Packages]!.AsObject().Count} packages"
        );
    }

    public async Task IsBackAsync(Step step)
    {
        if (refactoring.StartFiles is null)
        {
            step.Skip("there was no working copy whose files could be changed");
            return;
        }
        step.Expect(
            "files of the working copy",
            Files.Fingerprint(refactoring.CopyFolder),
            Is.EqualTo(refactoring.StartFiles),
            proves: RefactoringPromises.WayBack
        );
        // Where the run ended before there was a baseline, nothing had been done to it either.
        if (refactoring.HasBaseline)
            await StepTests.SameAsync(refactoring, step);
    }

    public Task NothingIsLeft(Step step)
    {
        step.Expect($"{refactoring.Folder} is there", Path.Exists(refactoring.Folder), Is.False);
        return Task.CompletedTask;
    }
}
