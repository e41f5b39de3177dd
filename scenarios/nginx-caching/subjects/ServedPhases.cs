using Verify.Fixtures.Browser;
using Verify.Fixtures.Player;
using Verify.Fixtures.Tracing;
using Verify.Instruments.Nginx.Server;
using Verify.Scenarios.Ablation;
using Verify.Scenarios.Answers;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Freshness;
using Verify.Scenarios.Invalidations;
using Verify.Scenarios.NginxCaching.Ablation;
using Verify.Scenarios.NginxCaching.Phases;
using Verify.Scenarios.NginxCaching.Setup;
using Verify.Scenarios.Paired;
using Verify.Scenarios.Player;
using Verify.Scenarios.Player.Faulty;
using Verify.Scenarios.Serving;

namespace Verify.Scenarios.NginxCaching.Subjects;

/// <summary>The steps on an origin that the run itself serves, whoever's configurations it is served with.</summary>
internal sealed class ServedPhases(OriginSetup setup, RunRequest request)
{
    public const string Played = "5C";

    private readonly OriginInRun origin = new();
    private IReadOnlyList<FreshnessSeen>? unloaded;

    private readonly bool isQuick = CachingOptions.Quick.Of(request);

    /// <summary>Handed to those who look at it.</summary>
    public OriginInRun Origin => origin;

    /// <summary>Every worker can say what it runs: the configurations have a file of types to be marked in.</summary>
    public bool IsMarked { get; init; }

    /// <summary>How large the tmpfs has to be for what the caches hold; null where nothing tells.</summary>
    public string? Room { get; init; }

    /// <summary>A configuration that nginx refuses, in the folder of <see cref="Reload.Server"/>; null for none.</summary>
    public Func<ServerConfiguration>? Broken { get; init; }

    /// <summary>What else is to be said of step 5.6.</summary>
    public Action<Step, IReadOnlyList<InvalidationSeen>> Invalidated { get; init; } = (_, _) => { };

    private string Epoch => setup.Stream.Uri(Fixtures.Nginx.Epoch.FileName);

    /// <summary>What they need, beside an origin.</summary>
    public IReadOnlyList<Service> Services(IReadOnlyList<Service> origin) =>
        [
            .. origin,
            new TracingService(),
            // A browser is much to install for a run that does not come to it.
            .. request.Phases?.Contains(Played, StringComparer.OrdinalIgnoreCase) ?? !isQuick
                ? new Service[] { new BrowserService(), new HlsJsService() }
                : [],
        ];

    /// <summary>What a pass does not say.</summary>
    public IReadOnlyList<string> Limits =>
        isQuick
            ?
            [
                .. Conclusions.OfTheLab,
                "the effect of each directive, and evictions (5.9, 5.10): left out by --quick",
            ]
            : Conclusions.OfTheLab;

    public IReadOnlyList<ExpectedOutcome> Typed(IEnumerable<ExpectedOutcome> outcomes) =>
        [.. outcomes.Select(one => one with { Text = setup.Typed(one.Text) })];

    public void MakeRoom(Phase phase)
    {
        var mount = new HlsMount(setup);
        phase.Change("2.1", setup.MakeRoom(), mount.Options);
        phase.Step(
            "2.2",
            "reading does not update atime",
            mount.AtimeAsync,
            setup.Typed(HlsMount.AtimeCommand)
        );
        phase.Step(
            "2.3",
            "no file on the mount can be executed",
            mount.ExecuteAsync,
            setup.Typed(HlsMount.ExecuteCommand)
        );
        phase.Step(
            "2.4",
            "no device on the mount can be opened",
            mount.DeviceAsync,
            setup.Typed(HlsMount.DeviceCommand)
        );
    }

    public void Change(Phase phase)
    {
        foreach (var one in setup.Served)
            one.Declare(phase);
    }

    public void Diff(Phase phase, ConfigDiff diff)
    {
        phase.Gate(
            "4.1",
            "nginx accepts the candidate",
            new AcceptedByNginx(setup.Served).CheckAsync,
            setup.Typed(AcceptedByNginx.Command)
        );
        phase.Step("4.2", "the diff", diff.UnifiedAsync, setup.Typed(ConfigDiff.DiffCommand));
        phase.Step("4.3", diff.Title, diff.AsExpectedAsync);
        phase.Step("4.4", "directives without effect", diff.WithoutEffectAsync);
    }

    /// <summary>The origin is started, and looked at from every side.</summary>
    public void Start(Phase phase)
    {
        phase.Change(
            "5.2",
            setup.Start(origin),
            origin.Started((live, step) => new OriginReady(setup.Profile, live).CheckAsync(step))
        );
        phase.Step(
            "5.3",
            "mount flags as the nginx worker sees them",
            origin.While(new HlsMount(setup).AsTheWorkerSeesIt),
            setup.Typed(HlsMount.WorkerCommand)
        );
        phase.Step(
            "5.4",
            "the running configuration is the diffed one",
            origin.While(
                (live, step) =>
                    new RunningConfiguration(
                        live,
                        Epoch,
                        setup.Profile.Server.Port,
                        IsMarked
                    ).CheckAsync(step)
            ),
            setup.Typed(RunningConfiguration.Command)
        );
        phase.Step(
            "5.5",
            "freshness",
            origin.While(
                async (live, step) =>
                    unloaded = await new StreamFreshness(
                        setup.Stream,
                        setup.Promise,
                        live,
                        Room
                    ).CheckAsync(step)
            ),
            setup.Typed(StreamFreshness.Command)
        );
        // On a second set of servers: these requests would evict the entries that 5.5 watches.
        phase.Beside(
            "5.6",
            "invalidation timing",
            origin.WhileOnTwins(
                async (live, step) =>
                    Invalidated(
                        step,
                        await new InvalidationTiming(setup.Stream, setup.Promise, live).CheckAsync(
                            step
                        )
                    )
            ),
            setup.Typed(InvalidationTiming.Command)
        );
        phase.Beside(
            "5.7",
            "headers",
            origin.WhileOnTwins((live, step) => new StreamHeaders(setup, live).CheckAsync(step)),
            setup.Typed(StreamHeaders.Command)
        );
    }

    /// <summary>What its workers do each by itself, and when they are replaced.</summary>
    public void Workers(Phase phase)
    {
        phase.Beside(
            "5.11",
            "one viewer, two workers",
            origin.WhileOnTwins(
                (live, step) => new TwoVersions(setup.Stream, live).CheckAsync(step)
            ),
            setup.Typed(TwoVersions.Command)
        );
        phase.Step(
            "5.12",
            "a reload puts the change into force",
            origin.While(
                (_, step) => new Reload(setup.Served[0], Epoch) { Broken = Broken }.CheckAsync(step)
            ),
            setup.Typed(Reload.Command)
        );
    }

    public void Answers(Phase phase)
    {
        phase.Step(
            "5.16",
            "every kind of request gets the baseline's answer",
            origin.While(
                (live, step) => new AnswersAlike(setup.Stream, setup.Promise, live).CheckAsync(step)
            ),
            setup.Typed(AnswersAlike.Command)
        );
    }

    /// <summary>What is left out alone, to see whether it does anything: what the included change sets.</summary>
    public void Ablate(Phase phase)
    {
        if (!isQuick)
            AblationSteps.Declare(phase, setup, origin);
    }

    public void Load(Phase phase)
    {
        phase.Step(
            "5B.1",
            "baseline and candidate in alternating blocks",
            origin.While((live, step) => new PairedLoad(setup.Stream, live).CheckAsync(step)),
            setup.Typed(PairedLoad.Command)
        );
        phase.Step(
            "5B.2",
            "the profile's swarm on the candidate, and freshness under load",
            origin.While(
                (live, step) =>
                    new FreshnessUnderLoad(setup.Stream, setup.Promise, live, unloaded).CheckAsync(
                        step
                    )
            ),
            setup.Typed(FreshnessUnderLoad.Command)
        );
    }

    public void Play(Phase phase)
    {
        phase.Step(
            "5C.1",
            "baseline and candidate side by side, in a browser",
            origin.While(
                (live, step) =>
                    new SideBySide(setup.Stream, setup.Promise, live, setup.Folder).CheckAsync(step)
            ),
            setup.Typed(SideBySide.Command)
        );
        // Not beside 5C.1: on two processors seven players drop frames, whatever the configuration.
        phase.Step(
            "5C.2",
            "who notices a fault: the swarm, FFmpeg, hls.js",
            new Faults(setup.Servers, setup.Folder).CheckAsync,
            Faults.Command
        );
    }

    /// <param name="what">What is taken back first.</param>
    /// <param name="downTo">The phase that it began with.</param>
    public void TakeBack(Phase phase, string what, string downTo)
    {
        var rollback = new Rollback(setup);
        phase.Undo("6.1", what, downTo, rollback.BytesAreBack);
        phase.Step(
            "6.2",
            "the baseline's behaviour is back",
            rollback.BehaviourIsBackAsync,
            setup.Typed(Rollback.TypedCommand)
        );
        phase.Undo("6.3", "the mount is removed", downTo: "2", rollback.NothingIsLeft);
    }
}
