using Verify.Engine.Labs;
using Verify.Fixtures.Encoder;
using Verify.Fixtures.Nginx;
using Verify.Fixtures.Postgres;
using Verify.Fixtures.Redis;
using Verify.Fixtures.S3;
using Verify.Scenarios.CdnEdge.Phases;
using Verify.Scenarios.CdnEdge.Platform;
using Verify.Scenarios.CdnEdge.Subjects;

namespace Verify.Scenarios.CdnEdge;

/// <summary>Seed 002: a metadata cache before the database of a video platform.</summary>
[Scenario(
    "cdn-edge",
    "Video metadata from a cache: one query for a stampede, nothing older than what was acknowledged"
)]
public sealed class CdnEdge : Scenario
{
    private PlatformInRun platform = new("");
    private string folder = "";

    // What the run is about, where that is not the included designs.
    private Subject? subject;

    public override IReadOnlyList<ScenarioOption> Options => [.. EdgeOptions.All, EdgeTimes.Option];

    public override IReadOnlyList<Service> Services =>
        subject?.Services
        ??
        [
            new PostgresService(),
            new RedisService(),
            new S3Service(),
            new EncoderService(),
            new NginxService(),
            new PlatformService(),
            new LabService(),
        ];

    // Outside a lab too, where a drill interrupts it: all that it changes is a folder of its run and processes in it.
    public override bool MayLeaveLab => true;

    public override IReadOnlyList<string> Places => [folder];

    public override IReadOnlyList<DrillSubject> Drills =>
        [new FolderSubject("cdn-edge", "the platform on the machine itself (--no-lab)", FolderOf)];

    public override IReadOnlyList<ExpectedOutcome> Outcomes => subject?.Outcomes ?? CdnOutcomes.All;

    public override KeyFigures? Figures => subject is null ? CdnFigures.All : subject.Figures;

    public override IReadOnlyList<string> Limits => subject?.Limits ?? CdnOutcomes.Limits;

    public override bool OnlyLooks => subject?.OnlyLooks ?? false;

    public override ExpectedTimes Takes { get; } =
        new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(180));

    // What only looks needs the network that it looks into, and makes nothing that a lab would have to contain.
    public override RunRequest Prepare(RunRequest request) =>
        EdgeOptions.Given(request, EdgeOptions.Target) is null
            ? request
            : request with
            {
                NoLab = true,
            };

    public override void Configure(RunRequest request)
    {
        folder = FolderOf(request);
        // The lab's /run is its own, and short enough for the names of sockets.
        platform = new(request.NoLab ? folder : "/run/verify", times: EdgeTimes.Of(request));
        subject = SubjectChoice.Of(request, platform);
    }

    public override IReadOnlyList<Phase> Declare() => subject?.Declare() ?? base.Declare();

    public override void Pack() => subject?.Pack();

    [Phase("0", "Baseline", Proves = "what a request costs the database without a cache")]
    public void Baseline(Phase phase)
    {
        phase.Change("0.1", platform.StartStores());
        phase.Step(
            "0.2",
            "queries per request, as PostgreSQL counts them",
            platform.While(QueriesPerRequest.WithoutAsync),
            QueriesPerRequest.Command
        );
        phase.Step(
            "0.3",
            "requests and bytes at S3 for one viewer",
            platform.While(StorageTraffic.WithoutAsync),
            StorageTraffic.Command
        );
    }

    [Phase(
        "1",
        "Infrastructure",
        Needs = "0",
        Proves = "what the cache stands on, and that a wrong setting is refused by name"
    )]
    public void Infrastructure(Phase phase)
    {
        phase.Change("1.1", platform.StartCache());
        phase.Step(
            "1.2",
            "wrong settings are refused at the start",
            platform.While(WrongSettings.CheckAsync),
            WrongSettings.Command
        );
        phase.Change("1.3", platform.StartCached());
    }

    [Phase("2", "Metadata cache", Needs = "1", Proves = "a video is read once and kept whole")]
    public void MetadataCache(Phase phase)
    {
        phase.Step(
            "2.1",
            "a miss, then hits",
            platform.While(QueriesPerRequest.CachedAsync),
            QueriesPerRequest.Command
        );
        phase.Step(
            "2.2",
            "the key as redis-cli shows it",
            platform.While(CachedKey.CheckAsync),
            CachedKey.Command
        );
    }

    [Phase(
        "3",
        "Edge",
        Needs = "1",
        Proves = "the edge does with each answer what its configuration says"
    )]
    public void Edge(Phase phase)
    {
        phase.Change("3.1", platform.StartEdges());
        phase.Step(
            "3.2",
            "the states of the cache, each brought about",
            platform.While(EdgeStates.CheckAsync),
            EdgeStates.Command
        );
        phase.Step(
            "3.3",
            "what is in force for a path is what is measured there",
            platform.While(EdgeInForce.CheckAsync),
            EdgeInForce.Command
        );
    }

    [Phase(
        "4",
        "Diff",
        Needs = "3",
        Proves = "the designs differ in what was meant, and in nothing else"
    )]
    public void Diff(Phase phase)
    {
        phase.Gate(
            "4.1",
            "nginx accepts both configurations",
            platform.While(EdgeDiff.AcceptedAsync),
            EdgeDiff.TestCommand
        );
        phase.Step("4.2", "the diff", platform.While(EdgeDiff.UnifiedAsync), EdgeDiff.Command);
        phase.Step(
            "4.3",
            "every expected change is there, and nothing else",
            platform.While(EdgeDiff.AsExpectedAsync)
        );
        phase.Step(
            "4.4",
            "what the processes of the designs are told, and say that they are",
            platform.While(DesignDifferences.CheckAsync),
            DesignDifferences.Command
        );
    }

    [Phase(
        "5",
        "Verification",
        Needs = "3",
        Proves = "the cache protects the database and never shows what is older than acknowledged"
    )]
    public void Verification(Phase phase)
    {
        phase.Step(
            "5.1",
            "stampede: a cold key, many callers, a database that takes 500 ms",
            platform.While(Stampede.CheckAsync),
            Stampede.Command
        );
        phase.Step(
            "5.2",
            "fill race: every order of a reader's and a writer's acts",
            platform.While(FillRace.CheckAsync),
            FillRace.Command
        );
        phase.Step(
            "5.3",
            "invalidation: how long an acknowledged change is not seen",
            platform.While(Visibility.CheckAsync),
            Visibility.Command
        );
        phase.Step(
            "5.4",
            "staleness budget: predicted from the configuration, and measured",
            platform.While(Staleness.CheckAsync),
            Staleness.Command
        );
        phase.Step(
            "5.5",
            "reprocessing: a video is made again while it is watched",
            platform.While(Reprocessing.CheckAsync),
            Reprocessing.Command
        );
        phase.Step(
            "5.6",
            "faults of Redis",
            platform.While(RedisFaults.CheckAsync),
            RedisFaults.Command
        );
        phase.Step(
            "5.7",
            "the edge's lock: who waits for a cold object, and for an expired one",
            platform.While(EdgeLock.CheckAsync),
            EdgeLock.Command
        );
        phase.Step(
            "5.8",
            "keys: nobody is given what is another's",
            platform.While(EdgeKeys.CheckAsync),
            EdgeKeys.Command
        );
        phase.Step(
            "5.9",
            "what each kind of answer tells viewers, and caches behind the edge",
            platform.While(EdgeHeaders.CheckAsync),
            EdgeHeaders.Command
        );
        phase.Step(
            "5.10",
            "the running configuration is the diffed one",
            platform.While(EdgeRuns.CheckAsync),
            EdgeRuns.Command
        );
        phase.Step(
            "5.12",
            "workers are killed in the middle of a job",
            platform.While(KilledWorkers.CheckAsync),
            KilledWorkers.Command
        );
        phase.Step(
            "5.13",
            "stampede at the edge: a cold object, many viewers, a storage that takes 500 ms",
            platform.While(EdgeStampede.CheckAsync),
            EdgeStampede.Command
        );
        phase.Step(
            "5.14",
            "faults of S3: away, silent, cut off in the middle of a segment",
            platform.While(StorageFaults.CheckAsync),
            StorageFaults.Command
        );
        phase.Step(
            "5.15",
            "PostgreSQL is killed while the cache is warm",
            platform.While(DatabaseFaults.CheckAsync),
            DatabaseFaults.Command
        );
        phase.Step(
            "5.16",
            "the first caller of a shared look-up disconnects",
            platform.While(LeaderLeaves.CheckAsync),
            LeaderLeaves.Command
        );
    }

    [Phase("6", "Rollback", Needs = "1", Always = true, Proves = "it is as it was without a cache")]
    public void Rollback(Phase phase)
    {
        phase.Undo(
            "6.1",
            "the edges are taken away",
            downTo: "3",
            platform.While(StorageTraffic.BackAsync)
        );
        phase.Undo(
            "6.2",
            "the API with a cache, then the cache, are taken away",
            downTo: "1",
            platform.While(QueriesPerRequest.BackAsync)
        );
        phase.Undo("6.3", "the storage and the database are stopped", downTo: "0");
    }

    private static string FolderOf(RunRequest request) => Path.Combine(request.Folder, "work");
}
