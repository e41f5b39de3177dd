using Verify.Engine.Labs;
using Verify.Fixtures.Encoder;
using Verify.Fixtures.Network;
using Verify.Fixtures.Nginx;
using Verify.Fixtures.Postgres;
using Verify.Fixtures.S3;
using Verify.Scenarios.CdnEdge.Own;
using Verify.Scenarios.CdnEdge.Own.Checks;
using Verify.Scenarios.CdnEdge.Platform;

namespace Verify.Scenarios.CdnEdge.Subjects;

/// <summary>Two edge configurations of the user's, as they are: is the candidate worse than the baseline anywhere?</summary>
internal sealed class OwnPair(RunRequest request, EdgePair pair, PlatformInRun platform) : Subject
{
    private readonly PairInRun run = new(pair, platform, "/run/verify/own");

    public override IReadOnlyList<ExpectedOutcome> Outcomes => OwnOutcomes.All;

    public override KeyFigures? Figures => OwnFigures.All;

    public override IReadOnlyList<string> Limits => OwnOutcomes.Limits;

    public override IReadOnlyList<Service> Services =>
        [
            new NginxService(),
            new VethService(),
            new LabService(),
            .. run.NeedsPlatform
                ? new Service[]
                {
                    new PostgresService(),
                    new S3Service(),
                    new EncoderService(),
                    new PlatformService(),
                }
                : [],
        ];

    public override void Pack() => pair.Save(RunFolder.MakeGiven(request.Folder));

    public override IReadOnlyList<Phase> Declare() =>
        [
            Phase(
                new("0", "Baseline")
                {
                    Proves = "both configurations are recorded, and what they say",
                },
                phase =>
                {
                    if (run.NeedsPlatform)
                        phase.Change("0.1", platform.StartStores());
                    phase.Step(
                        "0.2",
                        "values in force where playlists and segments are answered",
                        new SettingsInForce(pair).SayAsync,
                        SettingsInForce.Command(pair)
                    );
                }
            ),
            Phase(
                new("3", "Edge")
                {
                    Needs = "0",
                    Proves = "both edges run as they are written, and keep what they say they keep",
                },
                phase =>
                {
                    phase.Gate(
                        "3.1",
                        "nginx accepts both",
                        new AcceptedPair(pair).CheckAsync,
                        AcceptedPair.Command(pair)
                    );
                    phase.Change("3.2", run.Start());
                    Check(
                        phase,
                        "3.3",
                        "cache states and times",
                        StatesAndTimes.CheckAsync,
                        StatesAndTimes.Command
                    );
                }
            ),
            Phase(
                new("4", "Diff") { Proves = "what the change changes, as nginx sees it" },
                phase =>
                    phase.Step(
                        "4.1",
                        "the diff",
                        new PairDiff(pair).SayAsync,
                        PairDiff.Command(pair)
                    )
            ),
            Phase(
                new("5", "Verification") { Needs = "3", Proves = "the candidate is nowhere worse" },
                Verify
            ),
            Phase(
                new("6", "Rollback")
                {
                    Needs = "0",
                    Always = true,
                    Proves = "nothing is left",
                },
                phase =>
                {
                    phase.Undo("6.1", "the edges are taken away", downTo: "3");
                    if (run.NeedsPlatform)
                        phase.Undo("6.2", "the storage and the database are stopped", downTo: "0");
                }
            ),
        ];

    private void Verify(Phase phase)
    {
        Check(
            phase,
            "5.1",
            "stampede: a cold segment, a storage that takes 1 s",
            ColdStampede.CheckAsync,
            ColdStampede.Command
        );
        Check(
            phase,
            "5.6",
            "the storage is away, or slow",
            StorageFaults.CheckAsync,
            StorageFaults.Command
        );
        Check(phase, "5.8", "keys", CacheKeys.CheckAsync, CacheKeys.Command);
        Check(
            phase,
            "5.9",
            "headers, on errors too",
            ErrorHeaders.CheckAsync,
            ErrorHeaders.Command
        );
        Check(
            phase,
            "5.10",
            "what runs is what was given",
            RunningPair.CheckAsync,
            RunningPair.Command
        );
        Check(
            phase,
            "5.11",
            "every answer beside the baseline's",
            AnswersOfPair.CheckAsync,
            AnswersOfPair.Command
        );
    }

    private void Check(
        Phase phase,
        string id,
        string title,
        Func<PairInRun, Step, Task> check,
        Func<EdgePair, string> command
    ) => phase.Step(id, title, run.While(check), command(pair));
}
