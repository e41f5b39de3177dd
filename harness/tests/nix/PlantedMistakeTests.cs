using Verify.Scenarios.ProfileRefactor;
using Verify.Tests.Ground;

namespace Verify.Tests.Nix;

/// <summary>A step that changes a value fails by name, and an undo that forgets a file is found out.</summary>
[Parallelizable]
public sealed class PlantedMistakeTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private const string Config = "nix/test-origin/config.nix";
    private const string Sames =
        "every profile and every package is what it was before the first step";

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task The_step_as_it_is_changes_nothing(CancellationToken ct)
    {
        using var run = new RefactoringRun();
        var events = await run.CarryOutAsync(StepOf(run).Change);
        Assert.That(Claim(events).Verdict, Is.EqualTo(Verdict.Pass), Claim(events).Actual);
        Assert.That(events.OfType<RunFinished>().Single().Verdict, Is.EqualTo(Verdict.Pass));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_value_that_a_step_changes_is_named_with_profile_attribute_before_and_after(
        CancellationToken ct
    )
    {
        using var run = new RefactoringRun();
        var claim = Claim(
            await run.CarryOutAsync(
                Spoilt(run, "    gateway = \"10.177.0.1\";", "    gateway = \"10.177.0.2\";")
            )
        );
        Assert.That(claim.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(
            claim.Actual,
            Does.Contain("origin tap: networking.gateway was \"10.177.0.1\", is \"10.177.0.2\"")
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_profile_that_a_step_drops_is_named(CancellationToken ct)
    {
        using var run = new RefactoringRun();
        var claim = Claim(
            await run.CarryOutAsync(
                Planted(run, "flake.nix", "              tap = testOriginTap.config;\n", "")
            )
        );
        Assert.That(claim.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(claim.Actual, Does.Contain("origin tap: all of it was there, is absent"));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task An_undo_that_forgets_a_file_is_found_out(CancellationToken ct)
    {
        using var run = new RefactoringRun();
        var step = StepOf(run).Change;
        var forgetful = step with
        {
            RevertAsync = async token =>
            {
                var kept = await File.ReadAllTextAsync(In(run, Config), token);
                await step.RevertAsync!(token);
                await File.WriteAllTextAsync(In(run, Config), kept, token);
            },
        };
        var finished = (await run.CarryOutAsync(forgetful)).OfType<RunFinished>().Single();
        Assert.That(finished.ExitCode, Is.EqualTo(5));
        Assert.That(
            finished.Reason,
            Does.Contain("Extract").And.Contain("the undo ran, but it is")
        );
    }

    private static Change Spoilt(RefactoringRun run, string value, string other) =>
        Planted(run, Config, value, other);

    // The step itself, and then one more edit that it should not have made.
    private static Change Planted(RefactoringRun run, string file, string text, string other)
    {
        var step = StepOf(run).Change;
        return step with
        {
            ApplyAsync = async doing =>
            {
                await step.ApplyAsync(doing);
                new FileEdit(file, Replace: text, With: other).Do(
                    run.Refactoring.CopyFolder,
                    new PlanText([])
                );
                await run.Refactoring.Copy.CommitAsync("planted", doing.Ct);
            },
        };
    }

    private static PlannedStep StepOf(RefactoringRun run) =>
        new(run.Refactoring, "1.1", "Extract deepMerge to lib.nix");

    private static string In(RefactoringRun run, string file) =>
        Path.Combine(run.Refactoring.CopyFolder, file);

    private static ClaimEvaluated Claim(IReadOnlyList<RunEvent> events) =>
        events.OfType<ClaimEvaluated>().Single(claim => claim.Claim == Sames);
}
