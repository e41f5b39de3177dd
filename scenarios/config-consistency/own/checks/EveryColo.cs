using NUnit.Framework;

namespace Verify.Scenarios.ConfigConsistency.Own.Checks;

/// <summary>Step 0.2: does the worker answer at each colo?</summary>
internal static class EveryColo
{
    public static string Command(OwnTrial trial) =>
        $"curl http://sjc.own.localhost:$PORT{trial.ConfigPath ?? trial.StatePath}";

    public static async Task CheckAsync(OwnInRun run, Step step)
    {
        string?[] paths = [run.Trial.ConfigPath, run.Trial.StatePath];
        foreach (var path in paths.OfType<string>())
        foreach (var colo in run.Colos)
        {
            var claim = $"{colo.Name}: GET {path}";
            try
            {
                var answer = await colo.AskAsync(path, step.Ct);
                step.Expect(
                    claim,
                    Shown.Outcome(answer.Status, answer.Text),
                    Is.EqualTo(Shown.Answered)
                );
            }
            catch (NoAnswer never)
            {
                step.Expect(claim, never.Message, Is.EqualTo(Shown.Answered));
                // One thread carries all colos: whoever asks next waits as long.
                return;
            }
        }
    }
}
