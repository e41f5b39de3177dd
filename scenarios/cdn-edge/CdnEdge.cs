using Verify.Engine.Labs;
using Verify.Fixtures.Browser;
using Verify.Fixtures.Edges;
using Verify.Fixtures.Encoder;
using Verify.Fixtures.Nginx;
using Verify.Fixtures.Player;
using Verify.Fixtures.Postgres;
using Verify.Fixtures.Redis;
using Verify.Fixtures.S3;
using Verify.Scenarios.CdnEdge.Phases;
using Verify.Scenarios.CdnEdge.Phases.Edges;
using Verify.Scenarios.CdnEdge.Phases.Load;
using Verify.Scenarios.CdnEdge.Phases.Player;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge;

/// <summary>Seed 002: a metadata cache before the database of a video platform.</summary>
[Scenario(
    "cdn-edge",
    "Video metadata from a cache: one query for a stampede, nothing older than what was acknowledged"
)]
public sealed class CdnEdge : Scenario
{
    // The lab's /run is its own: nothing in it is seen, or left, outside.
    private readonly PlatformInRun platform = new("/run/verify");

    private const string Played = "5C";

    // What takes longest, and no other phase stands on.
    private static readonly string[] LeftOutIfQuick = ["5B", Played];

    private RunRequest? request;

    private IReadOnlyList<string> Edges =>
        (request is null ? null : CdnOptions.Edge.Of(request)) ?? [];

    private bool IsQuick => request is not null && CdnOptions.Quick.Of(request);

    public override IReadOnlyList<Service> Services =>
        [
            new PostgresService(),
            new RedisService(),
            new S3Service(),
            new EncoderService(),
            new NginxService(),
            new PlatformService(),
            new LabService(),
            // A browser is much to install for a run that does not come to it.
            .. request?.Phases?.Contains(Played, StringComparer.OrdinalIgnoreCase) ?? !IsQuick
                ? new Service[] { new BrowserService(), new HlsJsService() }
                : [],
            .. EdgeProgram.All.Where(one => Edges.Contains(one.Name)).Select(one => one.Service),
        ];

    public override IReadOnlyList<ScenarioOption> Options => CdnOptions.All;

    public override string? LeftOut(string phase) =>
        IsQuick && LeftOutIfQuick.Contains(phase) ? "--quick leaves it out" : null;

    public override void Configure(RunRequest request) => this.request = request;

    public override IReadOnlyList<ExpectedOutcome> Outcomes => CdnOutcomes.All;

    public override KeyFigures? Figures => CdnFigures.All;

    public override IReadOnlyList<string> Limits => CdnOutcomes.Limits;

    public override ExpectedTimes Takes { get; } =
        new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(180));

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
        if (Edges.Count > 0)
            phase.Step(
                "3.3",
                $"every claim by edge: {string.Join(", ", Edges)}",
                platform.While(new EveryEdge(Edges).CheckAsync),
                EveryEdge.Command
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
            "5.6",
            "faults of Redis",
            platform.While(RedisFaults.CheckAsync),
            RedisFaults.Command
        );
    }

    [Phase(
        "5B",
        "Load",
        Needs = "3",
        Proves = "viewers are served by the edge and not by the storage, and no later"
    )]
    public void Load(Phase phase) =>
        phase.Step(
            "5B.1",
            "200 viewers through the edge and directly, in alternating blocks",
            platform.While(OriginOffload.CheckAsync),
            OriginOffload.Command
        );

    [Phase(Played, "A real player", Needs = "3", Proves = "hls.js in Chromium plays the video")]
    public void Play(Phase phase) =>
        phase.Step(
            "5C.1",
            "a video in a browser: first frame, seeks, to the end",
            platform.While(PlayedVideo.CheckAsync),
            PlayedVideo.Command
        );

    [Phase("6", "Rollback", Needs = "1", Always = true, Proves = "it is as it was without a cache")]
    public void Rollback(Phase phase)
    {
        phase.Undo("6.1", "the edges are taken away", downTo: "3");
        phase.Undo(
            "6.2",
            "the API with a cache, then the cache, are taken away",
            downTo: "1",
            platform.While(QueriesPerRequest.BackAsync)
        );
        phase.Undo("6.3", "the storage and the database is stopped", downTo: "0");
    }
}
