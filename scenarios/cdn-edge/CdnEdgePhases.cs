using Verify.Scenarios.CdnEdge.Phases;
using Verify.Scenarios.CdnEdge.Phases.Edges;
using Verify.Scenarios.CdnEdge.Phases.Load;
using Verify.Scenarios.CdnEdge.Phases.Player;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge;

// Its phases.
public sealed partial class CdnEdge
{
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
        if (Edges.Count > 0)
            phase.Step(
                "3.4",
                $"every claim by edge: {string.Join(", ", Edges)}",
                platform.While(new EveryEdge(Edges).CheckAsync),
                EveryEdge.Command
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
        // Beside it: the one waits for workers, the other for lifetimes to end.
        phase.Beside(
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
        // Beside the metadata: edges and storage have no part in it.
        phase.Step(
            "5.6",
            "faults of Redis",
            platform.While(RedisFaults.CheckAsync),
            RedisFaults.Command
        );
        phase.Beside(
            "5.7",
            "the edge's lock: who waits for a cold object, and for an expired one",
            platform.While(EdgeLock.CheckAsync),
            EdgeLock.Command
        );
        phase.Beside(
            "5.8",
            "keys: nobody is given what is another's",
            platform.While(EdgeKeys.CheckAsync),
            EdgeKeys.Command
        );
        phase.Beside(
            "5.9",
            "what each kind of answer tells viewers, and caches behind the edge",
            platform.While(EdgeHeaders.CheckAsync),
            EdgeHeaders.Command
        );
        phase.Beside(
            "5.10",
            "the running configuration is the diffed one",
            platform.While(EdgeRuns.CheckAsync),
            EdgeRuns.Command
        );
        phase.Beside(
            "5.11",
            "stampede at the edge: a cold object, many viewers, a storage that takes 500 ms",
            platform.While(EdgeStampede.CheckAsync),
            EdgeStampede.Command
        );
        // Side by side: the one takes the storage from the edges, the other kills workers, which have ways of their own to it.
        phase.Step(
            "5.12",
            "faults of S3: away, silent, cut off in the middle of a segment",
            platform.While(StorageFaults.CheckAsync),
            StorageFaults.Command
        );
        phase.Beside(
            "5.13",
            "workers are killed in the middle of a job",
            platform.While(KilledWorkers.CheckAsync),
            KilledWorkers.Command
        );
        phase.Step(
            "5.14",
            "PostgreSQL is killed while the cache is warm",
            platform.While(DatabaseFaults.CheckAsync),
            DatabaseFaults.Command
        );
        phase.Step(
            "5.15",
            "the first caller of a shared look-up disconnects",
            platform.While(LeaderLeaves.CheckAsync),
            LeaderLeaves.Command
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
}
