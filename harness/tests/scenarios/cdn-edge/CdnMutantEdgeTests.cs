using Verify.Scenarios.CdnEdge.Phases;
using Verify.Scenarios.CdnEdge.Platform;
using Verify.Tests.Engine;
using Verify.Tests.Ground;

namespace Verify.Tests.Scenarios.CdnEdge;

/// <summary>What each step of cdn-edge says of a cured edge from whose configuration one line has been taken.</summary>
[Waits]
public sealed class CdnMutantEdgeTests
{
    public abstract class EdgeMutant : SelfScenario
    {
        private PlatformInRun? platform;

        protected abstract string Edit(string configuration);

        internal abstract Func<PlatformInRun, Step, Task> Check { get; }

        private PlatformInRun Platform =>
            platform ?? throw new InvalidOperationException("It has not been configured.");

        public override void Configure(RunRequest request)
        {
            base.Configure(request);
            // PostgreSQL does not run as root; whoever it runs as has to get to its own folder.
            File.SetUnixFileMode(request.Folder, (UnixFileMode)Convert.ToInt32("711", 8));
            platform = new(Path.Combine(request.Folder, "work"), new() { Edge = Edit });
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
    }

    public abstract class AgeDropped : EdgeMutant
    {
        internal override Func<PlatformInRun, Step, Task> Check => EdgeHeaders.CheckAsync;

        protected override string Edit(string configuration) =>
            configuration.Replace("proxy_pass_header Date;", "");
    }

    public abstract class CorsLost : AgeDropped
    {
        protected override string Edit(string configuration) =>
            configuration.Replace("add_header Access-Control-Allow-Origin * always;", "");
    }

    public abstract class AlwaysLost : AgeDropped
    {
        protected override string Edit(string configuration) =>
            configuration.Replace("$upstream_cache_status always;", "$upstream_cache_status;");
    }

    public abstract class TenTimes : EdgeMutant
    {
        internal override Func<PlatformInRun, Step, Task> Check => EdgeInForce.CheckAsync;

        protected override string Edit(string configuration) =>
            configuration.Replace("proxy_cache_valid 200 2s;", "proxy_cache_valid 200 20s;");
    }

    public abstract class ChangedElsewhere : EdgeMutant
    {
        internal override Func<PlatformInRun, Step, Task> Check => EdgeDiff.AsExpectedAsync;

        protected override string Edit(string configuration) =>
            configuration
                .Replace("keepalive_timeout 65;", "keepalive_timeout 5;")
                .Replace("proxy_cache_valid 200 2s;", "proxy_cache_valid 200 20s;");
    }

    [Test]
    public void With_Age_dropped_a_cache_takes_a_playlist_for_younger_than_it_is() =>
        MustMiss<AgeDropped>(
            "cured: most seconds that a cache takes a playlist for younger than it is",
            "cured: seconds after which a cache behind the edge asks for a playlist again"
        );

    [Test]
    public void With_CORS_lost_every_kind_of_answer_fails_by_the_header() =>
        MustMiss<CorsLost>(
            "cured, playlist: Access-Control-Allow-Origin",
            "cured, segment: Access-Control-Allow-Origin",
            "cured, storage away: Access-Control-Allow-Origin"
        );

    [Test]
    public void Without_always_an_error_does_not_tell_the_state() =>
        MustMiss<AlwaysLost>(
            "cured, missing: X-Cache-Status",
            "cured, storage away: X-Cache-Status"
        );

    [Test]
    public void A_time_of_ten_times_is_seen_in_the_configuration_and_in_the_answers() =>
        MustMiss<TenTimes>(
            "cured, playlist: seconds of proxy_cache_valid 200 in force",
            "cured, playlist: seconds after which it was still served from the cache"
        );

    [Test]
    public void A_change_that_nobody_expects_is_named() =>
        MustMiss<ChangedElsewhere>("edge: unexpected changes");

    private static void MustMiss<T>(params string[] claims)
        where T : EdgeMutant
    {
        var run = SelfRun.Of<T>();
        var missed = run.All<ClaimEvaluated>()
            .Where(one => one.Verdict == Verdict.Fail)
            .Select(one => one.Claim)
            .ToArray();
        Assert.That(
            missed,
            Is.SupersetOf(claims),
            string.Join('\n', run.All<StepFinished>().Select(step => $"{step.Step} {step.Reason}"))
        );
    }
}
