using NUnit.Framework;
using Verify.Fixtures.Nix;

namespace Verify.Scenarios.ProfileRefactor;

/// <summary>The plan taken at its word, each trial on a copy of its own: what comes of its mistakes is shown, not stated.</summary>
internal sealed class AsWrittenTrials(Refactoring refactoring, string phase)
{
    public const string Command = "the plan's own lines, on copies of the working copy";

    private const string Kept = "as-written.txt";

    // The trials say what this one says.
    private const string Tried = "2.8.";

    public async Task TryAsync(Step step)
    {
        var plan = PlanFiles.Plan();
        var mistakes = PlanFiles
            .Mistakes()
            .Where(one => one.On.StartsWith($"{phase}.", StringComparison.Ordinal))
            .ToArray();
        var trials = new List<Trial>();
        foreach (var (at, mistake) in mistakes.Index())
        {
            step.Progress($"line {mistake.Line}", (double)at / mistakes.Length);
            trials.Add(await TryAsync(step, plan, mistake));
        }
        // One mistake may stand on several lines.
        foreach (var same in trials.Where(one => one.IsShown).GroupBy(one => one.Mistake.Truth))
            Find(step, [.. same]);
        step.Keep(Kept, string.Join('\n', trials));
        step.Saw($"{trials.Count} trials");
    }

    private async Task<Trial> TryAsync(Step step, PlanText plan, PlanMistake mistake)
    {
        var copy = await refactoring.TrialAsync(mistake.On, step.Ct);
        try
        {
            foreach (var edit in mistake.Edits ?? [])
                edit.Do(copy.Folder, plan);
            if (!mistake.Untracked)
                await copy.DoAsync(["add", "--all"], step.Ct);
            var ran = await refactoring.Nix.RunAsync(
                copy.Folder,
                mistake.Command ?? plan.Command(mistake.AsWritten!),
                step.Ct
            );
            var said = $"{ran.Stderr}{ran.Stdout}".Replace(
                copy.Folder,
                "",
                StringComparison.Ordinal
            );
            var isShown = Judge(
                step,
                mistake,
                ran.ExitCode,
                said.Contains(mistake.Contains, StringComparison.Ordinal)
            );
            return new(mistake, ran.Shown, ran.ExitCode, said, isShown);
        }
        finally
        {
            Directory.Delete(copy.Folder, recursive: true);
        }
    }

    private bool Judge(Step step, PlanMistake mistake, int exit, bool isSaid)
    {
        var claim =
            $"line {mistake.Line}, \"{mistake.Plan}\": exit {mistake.Exit}, and \"{mistake.Contains}\"";
        var version = refactoring.Nix.Version;
        if (
            (exit, isSaid) == (mistake.Exit, true)
            || version.StartsWith(Tried, StringComparison.Ordinal)
        )
            return step.Expect(
                claim,
                (exit, isSaid),
                Is.EqualTo((mistake.Exit, true)),
                "a mistake is a finding only where a trial shows it"
            );
        step.CannotTell(
            claim,
            $"{(mistake.Exit, true)}",
            $"this is Nix {version}, which may word an error in another way than {Tried}x does"
        );
        return false;
    }

    private static void Find(Step step, IReadOnlyList<Trial> same)
    {
        var (first, lines) = (same[0], same.Select(one => $"{one.Mistake.Line}").ToArray());
        var where =
            lines.Length == 1
                ? $"line {lines[0]}"
                : $"lines {string.Join(", ", lines[..^1])} and {lines[^1]}";
        step.Find(
            $"{where} of the plan, \"{first.Mistake.Plan}\": {first.Mistake.Truth} ({first.Word ?? Kept})",
            first.Mistake.Meaning,
            first.Mistake.Cure,
            kind: FindingKind.Plan,
            effect: Effect.Error
        );
    }

    private sealed record Trial(
        PlanMistake Mistake,
        string Command,
        int ExitCode,
        string Said,
        bool IsShown
    )
    {
        /// <summary>The line of what was said that shows it, where it is an error that has one.</summary>
        public string? Word =>
            ExitCode != 0 && Mistake.Contains.Length > 0
                ? Said.Split('\n')
                    .Where(line => line.Contains(Mistake.Contains, StringComparison.Ordinal))
                    .Select(NixError.FirstLine)
                    .FirstOrDefault()
                : null;

        public override string ToString() =>
            $"line {Mistake.Line} of the plan, \"{Mistake.Plan}\": {Mistake.Truth}\n$ {Command}\n{Said.Trim()}\nexit {ExitCode}\n";
    }
}
