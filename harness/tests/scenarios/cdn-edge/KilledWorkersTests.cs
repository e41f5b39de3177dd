using System.Globalization;
using Verify.Scenarios.CdnEdge.Phases;
using Verify.Scenarios.CdnEdge.Platform;
using Verify.Tests.Ground;
using Verify.Tests.Platforms;

namespace Verify.Tests.Scenarios.CdnEdge;

/// <summary>Workers of the video platform that are killed in the middle of a job: a few here, and many by harness/kill-workers.</summary>
[Parallelizable, Waits]
public sealed class KilledWorkersTests
{
    /// <summary>What TestsProgram calls it.</summary>
    internal const string Word = "kill-workers";

    private const string KillsName = "KILLS";
    private const string SeedName = "SEED";

    // The scenario itself kills five.
    private const int Few = 3;

    private static readonly StepUnderTest Kills = new(
        "5.13",
        (platform, step) =>
            KilledWorkers.ManyAsync(
                platform,
                step,
                Given(KillsName) ?? Few,
                Given(SeedName) ?? Environment.TickCount
            )
    );

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task Whoever_is_killed_leaves_no_job_half_done_and_none_is_done_twice(
        CancellationToken ct
    )
    {
        var run = await RunAsync(null, ct);
        Assert.That(run.Of(MutantScenario.First), Is.EqualTo(Verdict.Pass), run.Said);
    }

    /// <summary>As many as the environment says.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync()
    {
        try
        {
            var run = await RunAsync(new Progress(), CancellationToken.None);
            Console.WriteLine(run.Said);
            return run.Of(MutantScenario.First) == Verdict.Pass ? 0 : 1;
        }
        finally
        {
            await SharedPlatform.EndAsync();
        }
    }

    private static Task<MutantRun> RunAsync(IRunListener? alsoHeardBy, CancellationToken ct) =>
        MutantRun.OfAsync(MutantParts.Api, TakenOut.Nothing, [Kills], ct, alsoHeardBy);

    private static int? Given(string name) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(name),
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : null;

    private sealed class Progress : IRunListener
    {
        public void Hear(RunEvent happened)
        {
            if (happened is StepProgressed progressed)
                Console.WriteLine(progressed.Text);
        }
    }
}
