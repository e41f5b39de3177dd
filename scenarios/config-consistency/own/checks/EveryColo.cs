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
            var claim = $"{colo.Name}: GET {path}: status";
            try
            {
                var answer = await colo.AskAsync(path, step.Ct);
                if (!step.Expect(claim, answer.Status, Is.InRange(200, 299)))
                    step.Saw($"{colo.Name}: GET {path}: {Shown.First(answer.Text)}");
            }
            catch (NoAnswer never)
            {
                step.Expect(claim, "no answer", Is.EqualTo("200"), never.Message);
                // One thread carries all colos: whoever asks next waits as long.
                return;
            }
        }
    }
}
