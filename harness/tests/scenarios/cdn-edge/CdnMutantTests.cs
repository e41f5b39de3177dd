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

        protected virtual (string Name, string Value)? Trait => null;

        /// <summary>Of the edge's nginx.conf.</summary>
        protected virtual Func<string, string> Edge => text => text;

        /// <summary>Whether the check looks through the edge.</summary>
        protected virtual bool NeedsEdges => false;

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
                new()
                {
                    Traits = Trait is { } trait
                        ? new Dictionary<string, string> { [trait.Name] = trait.Value }
                        : TakenOut.Nothing.Traits,
                    Edge = Edge,
                }
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
            if (NeedsEdges)
                phase.Change("1.4", Platform.StartEdges());
            phase.Step("1.5", "the check", Platform.While(Check));
        }
    }

    public abstract class Alone : Mutant
    {
        protected override (string Name, string Value)? Trait => ("VIDEO_SINGLEFLIGHT", "none");

        internal override Func<PlatformInRun, Step, Task> Check => Stampede.CheckAsync;
    }

    public abstract class PerProcess : Alone
    {
        protected override (string Name, string Value)? Trait => ("VIDEO_SINGLEFLIGHT", "process");
    }

    public abstract class Unfenced : Mutant
    {
        protected override (string Name, string Value)? Trait => ("VIDEO_FENCE", "off");

        internal override Func<PlatformInRun, Step, Task> Check => FillRace.CheckAsync;
    }

    public abstract class NoFallback : Mutant
    {
        protected override (string Name, string Value)? Trait => ("VIDEO_FALLBACK", "off");

        internal override Func<PlatformInRun, Step, Task> Check => RedisFaults.CheckAsync;
    }

    public abstract class ThroughEdge : Mutant
    {
        protected override bool NeedsEdges => true;
    }

    public abstract class StableNames : ThroughEdge
    {
        protected override (string Name, string Value)? Trait => ("VIDEO_OUTPUT", "stable");

        // The cured edge knows segments by the version in their names: without it they would not be found at all.
        protected override Func<string, string> Edge =>
            text => text.Replace("/v[0-9]+/", "/", StringComparison.Ordinal);

        internal override Func<PlatformInRun, Step, Task> Check => Reprocessing.CheckAsync;
    }

    public abstract class DeletesFirst : ThroughEdge
    {
        protected override (string Name, string Value)? Trait =>
            ("VIDEO_INVALIDATION", "delete-before-write");

        internal override Func<PlatformInRun, Step, Task> Check => Visibility.CheckAsync;
    }

    public abstract class KeptTooLong : ThroughEdge
    {
        protected override Func<string, string> Edge =>
            text =>
                text.Replace(
                    "proxy_cache_valid 200 2s",
                    "proxy_cache_valid 200 20s",
                    StringComparison.Ordinal
                );

        internal override Func<PlatformInRun, Step, Task> Check => Staleness.CheckAsync;
    }

    public abstract class OfNoKnownAge : ThroughEdge
    {
        protected override Func<string, string> Edge =>
            text => text.Replace("proxy_pass_header Date;", "", StringComparison.Ordinal);

        internal override Func<PlatformInRun, Step, Task> Check => Staleness.CheckAsync;
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

    [Test]
    public void With_names_used_again_a_viewer_is_given_two_versions() =>
        MustMiss<StableNames>("cured: viewings of two versions at once");

    [Test]
    public void With_the_key_deleted_first_an_acknowledged_change_is_not_seen() =>
        MustMiss<DeletesFirst>("cured: changes of 20 that were acknowledged and not seen");

    [Test]
    public void With_a_time_of_ten_times_a_playlist_is_older_than_predicted() =>
        MustMiss<KeptTooLong>("cured: oldest playlist, at the edge");

    [Test]
    public void Without_its_age_a_playlist_at_a_client_is_older_than_predicted() =>
        MustMiss<OfNoKnownAge>("cured: oldest playlist, in a client's own cache");

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
