using Verify.Scenarios.CdnEdge.Phases.Load;
using Verify.Scenarios.CdnEdge.Phases.Player;
using Verify.Scenarios.CdnEdge.Platform;
using Verify.Tests.Engine;
using Verify.Tests.Ground;

namespace Verify.Tests.Scenarios.CdnEdge;

/// <summary>What the steps with viewers say of a cured edge from which one directive has been taken.</summary>
[Waits]
public sealed class ViewerMutantTests
{
    public abstract class Mutant : SelfScenario
    {
        private PlatformInRun? platform;

        protected abstract string Taken { get; }
        protected virtual string Instead => "";

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
                new() { Edge = Without }
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
            phase.Change("1.4", Platform.StartEdges());
            phase.Step("1.5", "the check", Platform.While(Check));
        }

        private string Without(string conf) =>
            conf.Contains(Taken, StringComparison.Ordinal)
                ? conf.Replace(Taken, Instead, StringComparison.Ordinal)
                : throw new InvalidOperationException($"The cured edge has no '{Taken}'.");
    }

    public abstract class KeepsNothing : Mutant
    {
        protected override string Taken => "proxy_cache hls;";
        protected override string Instead => "proxy_cache off;";

        internal override Func<PlatformInRun, Step, Task> Check => OriginOffload.CheckAsync;
    }

    public abstract class SaysNothingOfOrigins : Mutant
    {
        protected override string Taken => "add_header Access-Control-Allow-Origin * always;";

        internal override Func<PlatformInRun, Step, Task> Check => PlayedVideo.CheckAsync;
    }

    [Test]
    public void An_edge_that_keeps_nothing_keeps_no_request_from_the_storage() =>
        MustMiss<KeepsNothing>("share of requests that the edge keeps from S3, lower bound");

    [Test]
    public void Without_cors_no_page_of_another_origin_plays() =>
        MustMiss<SaysNothingOfOrigins>("cured: errors of hls.js");

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
