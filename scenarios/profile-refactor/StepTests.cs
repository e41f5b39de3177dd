using NUnit.Framework;
using Verify.Engine.Programs;
using Verify.Fixtures.Nix;

namespace Verify.Scenarios.ProfileRefactor;

/// <summary>After a step of the plan: all is what it was, and the plan's own test commands say what they have to.</summary>
internal sealed class StepTests(Refactoring refactoring, string id)
{
    public async Task CheckAsync(Step step)
    {
        RefactoringFigures.SoFar(step, refactoring, await SameAsync(refactoring, step));
        await CommandsAsync(step);
    }

    /// <summary>Every profile and every package is what it was before the first step.</summary>
    /// <returns>What everything comes to now.</returns>
    public static async Task<Results> SameAsync(
        Refactoring refactoring,
        Step step,
        string when = ""
    )
    {
        var now = await refactoring.ResultsAsync(step.Ct);
        var changes = now.Since(refactoring.Baseline);
        step.Expect(
            $"{when}every profile and every package is what it was before the first step",
            changes.Select(change => $"{change}"),
            Is.Empty,
            proves: RefactoringPromises.SameResults
        );
        if (changes.Count > 0)
            step.Keep("changes.txt", string.Join('\n', changes) + "\n");
        return now;
    }

    public async Task CommandsAsync(Step step)
    {
        foreach (var check in PlanFiles.ChecksOf(id))
        {
            step.Progress($"line {check.Line}");
            var ran = await refactoring.Nix.RunAsync(
                refactoring.CopyFolder,
                check.Command,
                step.Ct
            );
            var what = $"line {check.Line}: {ran.Shown}";
            step.Expect(
                what,
                Ended(ran, check.Exit),
                Is.EqualTo($"exit {check.Exit}"),
                check.Instead
            );
            if (check.Says is { } says)
                step.Expect($"{what} says", ran.Stdout.Trim(), Is.EqualTo(says));
            if (check.Contains is { } part)
                step.Expect($"{what} says", $"{ran.Stderr}{ran.Stdout}", Does.Contain(part));
        }
    }

    // What it ended with, and where that is not what was expected, why.
    private static string Ended(CommandResult ran, int expected) =>
        ran.ExitCode == expected
            ? $"exit {ran.ExitCode}"
            : $"exit {ran.ExitCode}: {NixError.Of(ran)}";
}
