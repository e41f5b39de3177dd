using NUnit.Framework;
using Verify.Engine;
using Verify.Fixtures;

namespace Verify.Scenarios;

/// <summary>The plan taken at its word, each trial on a copy of its own: what comes of its mistakes is shown, not stated.</summary>
internal sealed class AsWrittenTrials(Refactoring refactoring, string phase)
{
    public const string Command = "the plan's own lines, on copies of the working copy";

    public async Task TryAsync(Step step)
    {
        var plan = PlanFiles.Plan();
        var mistakes = PlanFiles
            .Mistakes()
            .Where(one => one.On.StartsWith($"{phase}.", StringComparison.Ordinal))
            .ToArray();
        var shown = new List<string>();
        foreach (var (at, mistake) in mistakes.Index())
        {
            step.Progress($"line {mistake.Line}", (double)at / mistakes.Length);
            shown.Add(await TryAsync(step, plan, mistake));
        }
        step.Keep("as-written.txt", string.Join('\n', shown));
        step.Saw($"{mistakes.Length} trials");
    }

    private async Task<string> TryAsync(Step step, PlanText plan, PlanMistake mistake)
    {
        var trial = await refactoring.TrialAsync(mistake.On, step.Ct);
        try
        {
            foreach (var edit in mistake.Edits ?? [])
                edit.Do(trial.Folder, plan);
            if (!mistake.Untracked)
                await trial.DoAsync(["add", "--all"], step.Ct);
            var ran = await refactoring.Nix.RunAsync(
                trial.Folder,
                mistake.Command ?? plan.Command(mistake.AsWritten!),
                step.Ct
            );
            return Judge(step, mistake, ran);
        }
        finally
        {
            Directory.Delete(trial.Folder, recursive: true);
        }
    }

    private static string Judge(Step step, PlanMistake mistake, CommandResult ran)
    {
        var said = $"{ran.Stderr}{ran.Stdout}";
        var isShown = step.Expect(
            $"line {mistake.Line}, \"{mistake.Plan}\": exit {mistake.Exit}, and \"{mistake.Contains}\"",
            (ran.ExitCode, said.Contains(mistake.Contains, StringComparison.Ordinal)),
            Is.EqualTo((mistake.Exit, true)),
            "a mistake is a finding only where a trial shows it"
        );
        var text = $"line {mistake.Line} of the plan, \"{mistake.Plan}\": {mistake.Truth}";
        if (isShown)
            step.Find(
                ran.ExitCode == 0
                    ? $"{text} (as-written.txt)"
                    : $"{text} ({NixError.FirstLine(ran)})",
                mistake.Meaning,
                mistake.Cure
            );
        return $"{text}\n$ {ran.Shown}\nexit {ran.ExitCode}\n{(ran.ExitCode == 0 ? ran.Stdout.Trim() : NixError.Of(ran))}\n";
    }
}
