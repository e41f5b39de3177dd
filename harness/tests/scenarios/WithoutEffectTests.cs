using Verify.Fixtures.Tracing;
using Verify.Tests.Engine;
using Verify.Tests.Fixtures;
using Verify.Tests.Ground;

namespace Verify.Tests.Scenarios;

/// <summary>What step 5.9 says with strace and without.</summary>
[Waits, Parallelizable]
public sealed class WithoutEffectTests
{
    [Test]
    public void Buffers_beside_sendfile_are_found_to_do_nothing_and_where_it_is_off_to_do_something()
    {
        var run = SelfRun.Of<CountingScenario>();
        Assert.That(run.Step("1.2"), Is.EqualTo(Verdict.Pass), Reason(run));
        Assert.That(
            run.All<FindingMade>().Select(found => found.Text.Split(':')[0]),
            Is.EqualTo(
                new[] { "segment", "playlist" }.Select(kind =>
                    $"output_buffers of the {kind} location has no effect while sendfile is on"
                )
            )
        );
        Assert.That(Reads(run, "candidate", "segment"), Is.Zero);
        Assert.That(
            Reads(run, "candidate, sendfile off", "segment"),
            Is.GreaterThan(0)
                .And.LessThan(
                    Reads(run, "candidate, sendfile off without output_buffers", "segment")
                )
        );
        // One connection a request: all of them were counted, whichever worker took them.
        Assert.That(
            run.All<MeasurementTaken>()
                .Where(taken => taken.Measurement.Name.StartsWith("module without multi_accept"))
                .Select(taken => taken.Measurement.Details!["accept4"]),
            Is.EqualTo(new[] { 1.0, 1.0 })
        );
    }

    [Test]
    public void Without_strace_the_step_says_that_it_could_not_be_shown_and_passes()
    {
        using var folder = new TempFolder();
        // All that there is, but for one program.
        foreach (var program in Directory.GetFiles("/usr/bin"))
            if (Path.GetFileName(program) != SystemCalls.Program)
                File.CreateSymbolicLink(folder.File(Path.GetFileName(program)), program);
        using var path = new SearchPath($"{folder.Path}:/usr/sbin:/sbin");
        var run = SelfRun.Of<CountingScenario>();
        Assert.That(run.Step("1.2"), Is.EqualTo(Verdict.Pass), Reason(run));
        var found = run.All<FindingMade>().Single();
        Assert.That(
            found.Text,
            Does.Contain("could not be shown")
                .And.Contain("strace is not installed")
                .And.Contain("apt-get install strace")
        );
        Assert.That(run.All<MeasurementTaken>().Where(taken => taken.Step == "1.2"), Is.Empty);
    }

    private static double Reads(SelfRun run, string server, string kind) =>
        run.All<MeasurementTaken>()
            .Single(taken =>
                taken.Measurement.Name == $"{server}: reads of a {kind} into nginx's memory"
            )
            .Measurement.Value;

    private static string Reason(SelfRun run) =>
        string.Join('\n', run.All<StepFinished>().Select(step => $"{step.Step} {step.Reason}"));
}
