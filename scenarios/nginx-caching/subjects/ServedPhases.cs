using Verify.Engine;
using Verify.Fixtures;

namespace Verify.Scenarios;

/// <summary>The steps on an origin that the run itself serves, whoever's configurations it is served with.</summary>
internal sealed class ServedPhases(Bench bench, RunRequest request)
{
    public const string Played = "5C";

    /// <summary>What they need, beside an origin.</summary>
    public IReadOnlyList<Service> Services(IReadOnlyList<Service> origin) =>
        [
            .. origin,
            new TracingService(),
            // A browser is much to install for a run that does not come to it.
            .. request.Phases?.Contains(Played, StringComparer.OrdinalIgnoreCase) ?? true
                ? new Service[] { new BrowserService(), new HlsJsService() }
                : [],
        ];

    public IReadOnlyList<ExpectedOutcome> Typed(IEnumerable<ExpectedOutcome> outcomes) =>
        [.. outcomes.Select(one => one with { Text = bench.Typed(one.Text) })];

    public void MakeRoom(Phase phase)
    {
        var mount = new HlsMount(bench);
        phase.Change("2.1", bench.MakeRoom(), mount.Options);
        phase.Step(
            "2.2",
            "reading leaves atime alone",
            mount.AtimeAsync,
            bench.Typed(HlsMount.AtimeCommand)
        );
        phase.Step(
            "2.3",
            "nothing on it can be executed",
            mount.ExecuteAsync,
            bench.Typed(HlsMount.ExecuteCommand)
        );
        phase.Step(
            "2.4",
            "no device on it can be opened",
            mount.DeviceAsync,
            bench.Typed(HlsMount.DeviceCommand)
        );
    }

    public void Change(Phase phase)
    {
        foreach (var one in bench.Served)
            one.Declare(phase);
    }

    public void Diff(Phase phase, ConfigDiff diff)
    {
        phase.Gate(
            "4.1",
            "nginx accepts the candidate",
            step => ConfigDiff.NginxAcceptsAsync(step, bench.Served),
            bench.Typed(ConfigDiff.AcceptCommand)
        );
        phase.Step("4.2", "the diff", diff.UnifiedAsync, bench.Typed(ConfigDiff.DiffCommand));
        phase.Step("4.3", diff.Title, diff.AsExpectedAsync);
        phase.Step("4.4", "changes that change nothing", diff.WithoutEffectAsync);
    }

    /// <summary>The origin is started, and looked at from every side.</summary>
    public void Start(Phase phase)
    {
        phase.Change("5.2", bench.Start(), new OriginReady(bench).CheckAsync);
        phase.Step(
            "5.3",
            "mount flags as the nginx worker sees them",
            bench.WhileLive(new HlsMount(bench).AsTheWorkerSeesIt),
            bench.Typed(HlsMount.WorkerCommand)
        );
        phase.Step(
            "5.4",
            "the running configuration is the diffed one",
            bench.WhileLive(new RunningConfiguration(bench).CheckAsync),
            bench.Typed(RunningConfiguration.Command)
        );
        phase.Step(
            "5.5",
            "freshness",
            bench.WhileLive(new Freshness(bench).CheckAsync),
            bench.Typed(Freshness.Command)
        );
        phase.Step(
            "5.6",
            "invalidation timing",
            bench.WhileLive(new InvalidationTiming(bench).CheckAsync),
            bench.Typed(InvalidationTiming.Command)
        );
        phase.Step(
            "5.7",
            "headers",
            bench.WhileLive(new Headers(bench).CheckAsync),
            bench.Typed(Headers.Command)
        );
    }

    /// <summary>What its workers do each by itself, and when they are replaced.</summary>
    public void Workers(Phase phase)
    {
        phase.Step(
            "5.11",
            "one viewer, two workers",
            bench.WhileLive(new TwoVersions(bench).CheckAsync),
            bench.Typed(TwoVersions.Command)
        );
        phase.Step(
            "5.12",
            "the change comes into force by a reload",
            bench.WhileLive(new Reload(bench).CheckAsync),
            bench.Typed(Reload.Command)
        );
    }

    public void Answers(Phase phase) =>
        phase.Step(
            "5.16",
            "answers are the baseline's, however they are asked for",
            bench.WhileLive(new Answers(bench).CheckAsync),
            bench.Typed(Scenarios.Answers.Command)
        );

    public void Load(Phase phase)
    {
        phase.Step(
            "5B.1",
            "baseline and candidate in alternating blocks",
            bench.WhileLive(new PairedLoad(bench).CheckAsync),
            bench.Typed(PairedLoad.Command)
        );
        phase.Step(
            "5B.2",
            "the profile's swarm on the candidate, and freshness under load",
            bench.WhileLive(new FreshnessUnderLoad(bench).CheckAsync),
            bench.Typed(FreshnessUnderLoad.Command)
        );
    }

    public void Play(Phase phase)
    {
        phase.Step(
            "5C.1",
            "baseline and candidate side by side, in a browser",
            bench.WhileLive(new SideBySide(bench).CheckAsync),
            bench.Typed(SideBySide.Command)
        );
        phase.Step(
            "5C.2",
            "who notices a fault: the swarm, FFmpeg, hls.js",
            new Faults(bench).CheckAsync,
            Faults.Command
        );
    }

    /// <param name="what">What is taken back first.</param>
    /// <param name="downTo">The phase that it began with.</param>
    public void TakeBack(Phase phase, string what, string downTo)
    {
        var rollback = new Rollback(bench);
        phase.Undo("6.1", what, downTo, rollback.BytesAreBack);
        phase.Step(
            "6.2",
            "the baseline's behaviour is back",
            rollback.BehaviourIsBackAsync,
            bench.Typed(Rollback.Command)
        );
        phase.Undo("6.3", "the mount is taken off", downTo: "2", rollback.NothingIsLeft);
    }
}
