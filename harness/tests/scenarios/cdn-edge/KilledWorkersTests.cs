using System.Globalization;
using Verify.Scenarios.CdnEdge.Phases;
using Verify.Scenarios.CdnEdge.Platform;
using Verify.Tests.Engine;
using Verify.Tests.Ground;

namespace Verify.Tests.Scenarios.CdnEdge;

/// <summary>Workers of the video platform that are killed in the middle of a job: a few here, and many by harness/kill-workers.</summary>
[Waits]
public sealed class KilledWorkersTests
{
    /// <summary>What TestsProgram calls it.</summary>
    internal const string Word = "kill-workers";

    private const string KillsName = "KILLS";
    private const string SeedName = "SEED";

    // The scenario itself has time for as many.
    private const int Few = 5;

    public abstract class Kills : CdnMutantTests.Mutant
    {
        internal override Func<PlatformInRun, Step, Task> Check =>
            (platform, step) =>
                KilledWorkers.ManyAsync(
                    platform,
                    step,
                    Given(KillsName) ?? Few,
                    Given(SeedName) ?? Environment.TickCount
                );
    }

    [Test]
    public void Whoever_is_killed_leaves_no_job_half_done_and_none_is_done_twice()
    {
        var run = SelfRun.Of<Kills>();
        Assert.That(run.Step("1.5"), Is.EqualTo(Verdict.Pass), Said(run));
    }

    /// <summary>As many as the environment says.</summary>
    /// <returns>The exit code.</returns>
    internal static int Run()
    {
        var run = SelfRun.Of<Kills>(alsoHeardBy: [new Progress()]);
        Console.WriteLine(Said(run));
        return run.Step("1.5") == Verdict.Pass ? 0 : 1;
    }

    private static int? Given(string name) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(name),
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : null;

    private static string Said(SelfRun run) =>
        string.Join(
            '\n',
            run.All<StepFinished>()
                .Select(step => $"{step.Step} {step.Verdict}: {step.Result} {step.Reason}")
        );

    private sealed class Progress : IRunListener
    {
        public void Hear(RunEvent happened)
        {
            if (happened is StepProgressed progressed)
                Console.WriteLine(progressed.Text);
        }
    }
}
