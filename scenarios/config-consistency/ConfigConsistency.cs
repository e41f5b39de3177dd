using Verify.Engine.Labs;
using Verify.Fixtures.Workerd;
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

    public override IReadOnlyList<Service> Services => [new WorkerdService(), new LabService()];

    public override IReadOnlyList<ScenarioOption> Options => ConfigOptions.All;

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

    public override IReadOnlyList<ExpectedOutcome> Outcomes => ConfigOutcomes.All;

    public override KeyFigures? Figures => ConfigFigures.All;

    public override IReadOnlyList<string> Limits => ConfigOutcomes.Limits;

    public override ExpectedTimes Takes { get; } =
        new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(20));

    public override void Configure(RunRequest request)
    {
        folder = FolderOf(request);
        kills = ConfigOptions.Kills.Of(request);
        workers = new(folder, ConfigOptions.Speed.Of(request));
    }

    private static string FolderOf(RunRequest request) => Path.Combine(request.Folder, "work");
}
