using System.Text.RegularExpressions;
using Verify.Scenarios.CdnEdge.Phases;
using Verify.Scenarios.CdnEdge.Platform;
using Verify.Tests.Engine;
using Verify.Tests.Ground;

namespace Verify.Tests.Scenarios.CdnEdge;

/// <summary>What each step of cdn-edge says of a cured edge, or of its API, from which one protection has been taken.</summary>
[Waits]
public sealed class EdgeMutantTests
{
    public abstract class Mutant : SelfScenario
    {
        private PlatformInRun? platform;

        internal virtual TakenOut Taken => TakenOut.Nothing;

        internal abstract Func<PlatformInRun, Step, Task> Check { get; }

        private PlatformInRun Platform =>
            platform ?? throw new InvalidOperationException("It has not been configured.");

        public override void Configure(RunRequest request)
        {
            base.Configure(request);
            // PostgreSQL does not run as root; whoever it runs as has to get to its own folder.
            File.SetUnixFileMode(request.Folder, (UnixFileMode)Convert.ToInt32("711", 8));
            platform = new(Path.Combine(request.Folder, "work"), Taken);
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

    public abstract class Unlocked : Mutant
    {
        internal override TakenOut Taken => Edited("proxy_cache_lock on;", "proxy_cache_lock off;");

        internal override Func<PlatformInRun, Step, Task> Check => EdgeStampede.CheckAsync;
    }

    public abstract class ArgumentsPassedOn : Mutant
    {
        internal override TakenOut Taken => Edited(@"/hls/\$object;", "/hls/$object$is_args$args;");

        internal override Func<PlatformInRun, Step, Task> Check => EdgeKeys.CheckAsync;
    }

    public abstract class NothingStale : Mutant
    {
        internal override TakenOut Taken => Edited("proxy_cache_use_stale [^;]*;", "");

        internal override Func<PlatformInRun, Step, Task> Check =>
            async (platform, step) =>
            {
                await EdgeLock.CheckAsync(platform, step);
                await StorageFaults.CheckAsync(platform, step);
            };
    }

    public abstract class BoundLeader : Mutant
    {
        internal override TakenOut Taken =>
            new() { Traits = new Dictionary<string, string> { ["VIDEO_LEADER"] = "bound" } };

        internal override Func<PlatformInRun, Step, Task> Check => LeaderLeaves.CheckAsync;
    }

    [Test]
    public void Without_the_lock_a_stampede_at_the_edge_fails_by_its_requests() =>
        MustMiss<Unlocked>("cured, 100 viewers of a cold object: requests at S3");

    [Test]
    public void With_arguments_passed_on_beside_the_key_viewers_are_given_what_is_anothers() =>
        MustMiss<ArgumentsPassedOn>(
            "cured, ?v=1, then ?v=2: what S3 was asked for",
            "cured, after a signed request that chose a Content-Type: everybody's Content-Type"
        );

    [Test]
    public void Without_stale_answers_an_expiry_is_a_stampede_and_an_outage_is_seen() =>
        MustMiss<NothingStale>(
            "cured, 50 viewers of an expired object: requests at S3",
            "cured, S3 away: an expired playlist, answers that are not the playlist"
        );

    [Test]
    public void With_a_leader_that_is_bound_its_followers_fail() =>
        MustMiss<BoundLeader>("cured, the first caller disconnects: followers who fail");

    // An edit that changes nothing would prove nothing.
    private static TakenOut Edited(string pattern, string replacement) =>
        new()
        {
            Edge = text =>
            {
                var edited = Regex.Replace(text, pattern, replacement.Replace("$", "$$"));
                return edited != text
                    ? edited
                    : throw new InvalidOperationException($"The edge has no {pattern}");
            },
        };

    private static void MustMiss<T>(params string[] claims)
        where T : Mutant
    {
        var run = SelfRun.Of<T>();
        var missed = run.All<ClaimEvaluated>()
            .Where(one => one.Verdict == Verdict.Fail)
            .Select(one => one.Claim)
            .ToArray();
        Assert.That(
            claims,
            Is.SubsetOf(missed),
            string.Join('\n', run.All<StepFinished>().Select(step => $"{step.Step} {step.Reason}"))
        );
    }
}
