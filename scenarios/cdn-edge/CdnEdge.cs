using Verify.Engine.Labs;
using Verify.Fixtures.Browser;
using Verify.Fixtures.Encoder;
using Verify.Fixtures.Nginx;
using Verify.Fixtures.Player;
using Verify.Fixtures.Postgres;
using Verify.Fixtures.Redis;
using Verify.Fixtures.S3;
using Verify.Scenarios.CdnEdge.Platform;
using Verify.Scenarios.CdnEdge.Subjects;

namespace Verify.Scenarios.CdnEdge;

/// <summary>Seed 002: a metadata cache before the database of a video platform, and an edge before its storage.</summary>
[Scenario(
    "cdn-edge",
    "A video platform behind two caches: one look-up for a crowd, nothing older than promised, nothing of another's"
)]
public sealed partial class CdnEdge : Scenario
{
    private const string Played = "5C";

    // What takes longest, and no other phase stands on.
    private static readonly string[] LeftOutIfQuick = ["5B", Played];

    private PlatformInRun platform = new("");
    private string folder = "";

    // What the run is about, where that is not the included designs.
    private Subject? subject;

    private RunRequest? request;

    public override IReadOnlyList<ScenarioOption> Options =>
        [.. CdnOptions.All, .. EdgeOptions.All, EdgeTimes.Option];

    private IReadOnlyList<string> Edges =>
        (request is null ? null : CdnOptions.Edge.Of(request)) ?? [];

    private S3Endpoint? GivenS3 => request is null ? null : EdgeOptions.S3.Of(request);

    private bool IsQuick => request is not null && CdnOptions.Quick.Of(request);

    public override IReadOnlyList<Service> Services =>
        subject?.Services
        ??
        [
            new PostgresService(),
            new RedisService(),
            .. GivenS3 is null ? new Service[] { new S3Service() } : [],
            new EncoderService(),
            new NginxService(),
            new PlatformService(),
            new LabService(),
            // A browser is much to install for a run that does not come to it.
            .. request?.Phases?.Contains(Played, StringComparer.OrdinalIgnoreCase) ?? !IsQuick
                ? new Service[] { new BrowserService(), new HlsJsService() }
                : [],
            .. OtherEdges.All.Where(one => Edges.Contains(one.Name)).Select(one => one.Service),
        ];

    // Outside a lab too, where a drill interrupts it: all that it changes is a folder of its run and processes in it.
    public override bool MayLeaveLab => true;

    public override string? LeftOut(string phase) =>
        IsQuick && LeftOutIfQuick.Contains(phase) ? "--quick leaves it out" : null;

    public override IReadOnlyList<string> Places => [folder];

    public override IReadOnlyList<DrillSubject> Drills =>
        [new FolderSubject("cdn-edge", "the platform on the machine itself (--no-lab)", FolderOf)];

    public override IReadOnlyList<ExpectedOutcome> Outcomes => subject?.Outcomes ?? CdnOutcomes.All;

    public override KeyFigures? Figures => subject is null ? CdnFigures.All : subject.Figures;

    public override IReadOnlyList<string> Limits => subject?.Limits ?? CdnOutcomes.Limits;

    public override bool OnlyLooks => subject?.OnlyLooks ?? false;

    public override ExpectedTimes Takes { get; } =
        new(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(8), TimeSpan.FromMinutes(40));

    // What only looks needs the network that it looks into, and makes nothing that a lab would have to contain. What is
    // stored on an S3 of the user's would outlive a lab: it is journalled, as all of such a run.
    public override RunRequest Prepare(RunRequest request) =>
        EdgeOptions.Given(request, EdgeOptions.Target) is null
        && EdgeOptions.Given(request, EdgeOptions.S3) is null
            ? request
            : request with
            {
                NoLab = true,
            };

    public override void CheckHost(RunRequest request)
    {
        if (!OnlyLooks)
            WorkerAccess.MustEnter(folder);
        if (GivenS3 is not { } given)
            return;
        S3Check.MustWorkAsync(given, default).GetAwaiter().GetResult();
        BorrowedBuckets
            .LookAsync(given, PlatformChanges.MadeBuckets(given), default)
            .GetAwaiter()
            .GetResult();
    }

    public override void Configure(RunRequest request)
    {
        this.request = request;
        folder = FolderOf(request);
        // The lab's /run is its own, and short enough for the names of sockets.
        platform = new(request.NoLab ? folder : "/run/verify", times: EdgeTimes.Of(request))
        {
            Given = GivenS3,
        };
        subject = SubjectChoice.Of(request, platform);
    }

    public override IReadOnlyList<Phase> Declare() => subject?.Declare() ?? base.Declare();

    public override void Pack() => subject?.Pack();

    private static string FolderOf(RunRequest request) => Path.Combine(request.Folder, "work");
}
