using Verify.Engine.Labs;
using Verify.Fixtures.Workerd;
using Verify.Scenarios.ConfigConsistency.Own;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency;

/// <summary>Seed 003: an edge's configuration cache and its durable state.</summary>
[Scenario(
    "config-consistency",
    "Edge workers show a change at every colo once it is acknowledged, and lose no cue"
)]
public sealed partial class ConfigConsistency : Scenario
{
    private WorkersInRun workers = new("", speed: 1);
    private string folder = "";
    private int kills = 1;
    private int cues = 1;

    // Of the user's, in the place of the included designs.
    private OwnInRun? own;
    private OwnPhases? ownPhases;

    public override IReadOnlyList<Service> Services => [new WorkerdService(), new LabService()];

    public override IReadOnlyList<ScenarioOption> Options =>
        [.. ConfigOptions.All, .. OwnOptions.All];

    // Outside a lab too, where a drill interrupts it: all that it changes is a folder of its run and processes in it.
    public override bool MayLeaveLab => true;

    public override IReadOnlyList<string> Places => [folder];

    public override IReadOnlyList<DrillSubject> Drills =>
        [
            new FolderSubject(
                "config-consistency",
                "workerd on the machine itself (--no-lab)",
                FolderOf
            ),
        ];

    public override IReadOnlyList<ExpectedOutcome> Outcomes =>
        own is null ? ConfigOutcomes.All : OwnOutcomes.Of(own.Trial);

    public override KeyFigures? Figures => own is null ? ConfigFigures.All : null;

    public override IReadOnlyList<string> Limits =>
        own is null ? ConfigOutcomes.Limits : OwnOutcomes.Limits(own.Trial);

    public override ExpectedTimes Takes { get; } =
        new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(20));

    public override RunRequest Prepare(RunRequest request) => OwnOptions.Prepare(request);

    public override void Configure(RunRequest request)
    {
        folder = FolderOf(request);
        (kills, cues) = (ConfigOptions.Kills.Of(request), ConfigOptions.Cues.Of(request));
        var speed = ConfigOptions.Speed.Of(request);
        workers = new(folder, speed == 0 ? ConfigOptions.UsualSpeed : speed);
        if (OwnOptions.Of(request) is not { } trial)
            return;
        own = new(folder, speed == 0 ? 1 : speed, trial);
        ownPhases = new(own, kills, cues, folder);
    }

    public override string? LeftOut(string phase) => ownPhases?.LeftOut(phase);

    public override IReadOnlyList<Phase> Declare() => ownPhases?.Declare() ?? base.Declare();

    private static string FolderOf(RunRequest request) => Path.Combine(request.Folder, "work");
}
