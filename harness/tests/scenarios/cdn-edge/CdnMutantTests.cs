using Verify.Scenarios.CdnEdge.Phases;
using Verify.Scenarios.CdnEdge.Platform;
using Verify.Tests.Engine;
using Verify.Tests.Ground;

namespace Verify.Tests.Scenarios.CdnEdge;

/// <summary>What each step of cdn-edge says of a cured platform from which one protection has been taken.</summary>
[Waits]
public sealed class CdnMutantTests
{
    public abstract class Mutant : SelfScenario
    {
        private PlatformInRun? platform;

        protected abstract (string Name, string Value) Trait { get; }

        internal abstract Func<PlatformInRun, Step, Task> Check { get; }

        private PlatformInRun Platform =>
            platform ?? throw new InvalidOperationException("It has not been configured.");

        public override void Configure(RunRequest request)
        {
            base.Configure(request);
            // PostgreSQL does not run as root; whoever it runs as has to get to its own folder.
            File.SetUnixFileMode(request.Folder, (UnixFileMode)Convert.ToInt32("711", 8));
            platform = new(
                Path.Combine(request.Folder, "work"),
                new() { Traits = new Dictionary<string, string> { [Trait.Name] = Trait.Value } }
            );
        }

        [Phase("1", "Platform")]
        public void Start(Phase phase)
        {
            if (platform is null)
                return;
            phase.Change("1.1", Platform.StartStores());
            phase.Change("1.2", Platform.StartCache());
            phase.Change("1.3", Platform.StartCached());
            phase.Step("1.4", "the check", Platform.While(Check));
        }
    }

    public abstract class Alone : Mutant
    {
        protected override (string, string) Trait => ("VIDEO_SINGLEFLIGHT", "none");

        internal override Func<PlatformInRun, Step, Task> Check => Stampede.CheckAsync;
    }

    public abstract class PerProcess : Alone
    {
        protected override (string, string) Trait => ("VIDEO_SINGLEFLIGHT", "process");
    }

    public abstract class Unfenced : Mutant
    {
        protected override (string, string) Trait => ("VIDEO_FENCE", "off");

        internal override Func<PlatformInRun, Step, Task> Check => FillRace.CheckAsync;
    }

    public abstract class NoFallback : Mutant
    {
        protected override (string, string) Trait => ("VIDEO_FALLBACK", "off");

        internal override Func<PlatformInRun, Step, Task> Check => RedisFaults.CheckAsync;
    }

    [Test]
    public void Without_a_shared_look_up_a_stampede_fails_by_its_queries() =>
        MustMiss<Alone>("cured, 100 callers of 2 processes: queries");

    [Test]
    public void With_one_look_up_a_process_a_stampede_fails_by_its_queries() =>
        MustMiss<PerProcess>("cured, 1000 callers of 2 processes: queries");

    [Test]
    public void Without_the_fence_an_old_status_is_shown() =>
        MustMiss<Unfenced>("cured: orders that show an old status");

    [Test]
    public void Without_the_fallback_an_answer_takes_too_long() =>
        MustMiss<NoFallback>("cured, Redis silent: the longest answer");

    private static void MustMiss<T>(string claim)
        where T : Mutant
    {
        var run = SelfRun.Of<T>();
        var missed = run.All<ClaimEvaluated>()
            .Where(one => one.Verdict == Verdict.Fail)
            .Select(one => one.Claim)
            .ToArray();
        Assert.That(
            missed,
            Does.Contain(claim),
            string.Join('\n', run.All<StepFinished>().Select(step => $"{step.Step} {step.Reason}"))
        );
    }
}
