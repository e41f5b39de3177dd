using Verify.Engine.Journals;
using Verify.Engine.Standstills;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Engine;

/// <summary>Time in which the observer itself stood still makes a claim inconclusive, never fail.</summary>
[Waits, Parallelizable]
public sealed class StandstillTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    // Longer than the shortest that counts for all claims; whatever the machine adds to it makes it longer still.
    private static readonly TimeSpan Stopped = TimeSpan.FromSeconds(6);

    // And longer than an undo may take.
    private static readonly TimeSpan LongStopped = TimeSpan.FromSeconds(11);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Claims_of_a_step_that_was_stopped_cannot_be_told(CancellationToken ct)
    {
        var events = await StopAsync<StopsInAStep>(Stopped, 4, ct);
        var claims = events.OfType<ClaimEvaluated>().ToDictionary(claim => claim.Claim);
        Assert.That(claims["before it"].Verdict, Is.EqualTo(Verdict.Pass));
        Assert.That(claims["is looked at once"].Verdict, Is.EqualTo(Verdict.Pass));
        foreach (var claim in new[] { "holds after it", "misses after it" })
        {
            Assert.That(claims[claim].Verdict, Is.EqualTo(Verdict.Inconclusive), claim);
            Assert.That(claims[claim].Reason, Does.Match(@"was stopped for \d+\.\d s, until "));
        }
        Assert.That(claims["misses in the next step"].Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(claims["holds in the next step"].Verdict, Is.EqualTo(Verdict.Pass));
        Assert.That(
            events.OfType<StepFinished>().Single(step => step.Step == "1.3").Verdict,
            Is.EqualTo(Verdict.Inconclusive),
            "what threw because of it"
        );
        Assert.That(events.OfType<FindingMade>().Select(one => one.Step), Is.EqualTo(["1.1"]));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task An_undo_that_was_stopped_has_its_time_all_the_same(CancellationToken ct)
    {
        var events = await StopAsync<StopsInAnUndo>(LongStopped, 0, ct);
        Assert.That(events.OfType<ChangeUndone>().Single().Error, Is.Null);
    }

    [Test]
    public async Task An_undo_that_takes_too_long_is_given_up_all_the_same()
    {
        var failure = await Bounded.TryAsync(
            ct => Task.Delay(Timeout.Infinite, ct),
            TimeSpan.FromSeconds(0.2)
        );
        Assert.That(failure, Is.EqualTo("the undo did not finish within 0.2 s"));
    }

    // Seconds on the clocks that count sleep, that do not, and that can be set.
    [TestCase(0.3, 0.3, 0.3, ExpectedResult = null)]
    [TestCase(20, 20, 20, ExpectedResult = "Stopped 20")]
    [TestCase(20, 0.1, 20, ExpectedResult = "Asleep 20")]
    // A virtual machine that was paused with all its clocks is told the time when it goes on.
    [TestCase(0.1, 0.1, 20.1, ExpectedResult = "ClockSet 20")]
    [TestCase(0.1, 0.1, -29.9, ExpectedResult = "ClockSet 30")]
    [TestCase(0.1, 0.1, 0.4, ExpectedResult = null)]
    public string? What_clocks_say_of_a_standstill(double sinceBoot, double awake, double wall)
    {
        var before = new Clocks(100 * Second, 50 * Second, 1000 * Second);
        var found = before.Until(
            new(
                before.SinceBoot + sinceBoot * Second,
                before.Awake + awake * Second,
                before.Wall + wall * Second
            )
        );
        return found is null ? null : $"{found.Kind} {found.Length.TotalSeconds:0}";
    }

    private static async Task<IReadOnlyList<RunEvent>> StopAsync<T>(
        TimeSpan stopped,
        int exit,
        CancellationToken ct
    )
        where T : SelfScenario
    {
        using var folder = new TempFolder();
        await using var run = StartedProgram.Here(SelfProgram.Line<T>(folder.Path));
        await run.UntilAsync(
            () => File.Exists(folder.File(StopsInAStep.Ready)),
            "it was ready to be stopped",
            ct
        );
        await run.SignalAsync("STOP", ct);
        await Task.Delay(stopped, ct);
        await File.WriteAllTextAsync(folder.File(StandsStill.GoOn), "", ct);
        await run.SignalAsync("CONT", ct);
        var ended = await run.EndAsync(ct);
        var events = Verify.Reports.Record.RunRecord.Read(RunFolder.RecordOf(folder.Path)).Events;
        Assert.That(
            ended.ExitCode,
            Is.EqualTo(exit),
            () => $"{events.OfType<RunFinished>().SingleOrDefault()?.Reason}\n{ended.Stderr}"
        );
        return events;
    }
}

/// <summary>Is stopped in the first of three steps.</summary>
public abstract class StopsInAStep : SelfScenario
{
    public const string Ready = "ready";
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);
    private string folder = "";

    public override void Configure(RunRequest request)
    {
        base.Configure(request);
        folder = request.Folder;
    }

    [Phase("1", "Stopped")]
    public virtual void Stand(Phase phase)
    {
        phase.Step(
            "1.1",
            "stand",
            async step =>
            {
                step.Expect("before it", 1, Is.EqualTo(1));
                await StandAsync(step.Ct);
                step.Expect("is looked at once", 1, Is.EqualTo(1));
                step.Progress("watching");
                step.Expect("holds after it", 1, Is.EqualTo(1));
                step.Expect("misses after it", 2, Is.EqualTo(1));
            }
        );
        phase.Step(
            "1.2",
            "what follows",
            step =>
            {
                step.Expect("holds in the next step", 1, Is.EqualTo(1));
                step.Expect("misses in the next step", 2, Is.EqualTo(1));
                return Task.CompletedTask;
            }
        );
        phase.Step("1.3", "what gave up", Throws);
    }

    protected async Task StandAsync(CancellationToken ct)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, Ready), "", ct);
        while (!File.Exists(Path.Combine(folder, StandsStill.GoOn)))
            await Task.Delay(BetweenLooks, ct);
    }
}

/// <summary>Is stopped while it takes back what it changed, for longer than that may take.</summary>
public abstract class StopsInAnUndo : StopsInAStep
{
    [Phase("1", "Stopped")]
    public override void Stand(Phase phase)
    {
        phase.Change("1.1", Made("something", undo: StandAsync));
        phase.Step("1.2", "claim", Holds);
    }
}
