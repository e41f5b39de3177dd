using Verify.Engine.Labs;
using Verify.Fixtures.Network;
using Verify.Fixtures.Nginx;
using Verify.Fixtures.Nix;
using Verify.Scenarios.NixCache.Hosts;
using Verify.Scenarios.NixCache.Observed;

namespace Verify.Scenarios.NixCache;

/// <summary>Seed 004: a binary cache of nix on a direct cable.</summary>
[Scenario(
    "nix-cache",
    "A nix binary cache on a direct cable: clients get their paths from it, whole and signed, and go on without it"
)]
public sealed partial class NixCache : Scenario
{
    private CacheInRun cache = new("");
    private ObservedCache? target;
    private string folder = "";
    private IReadOnlyList<string> interfacesBefore = [];
    private string? missing;

    public override IReadOnlyList<Service> Services =>
        target is null
            ? [new CableService(), new NixCacheService(), new NginxService(), new LabService()]
            : [];

    public override IReadOnlyList<ScenarioOption> Options => CacheOptions.All;

    public override bool OnlyLooks => target is not null;

    // Outside a lab too, where a drill interrupts it: all that it changes is a folder of its run, and networks of its own.
    public override bool MayLeaveLab => true;

    public override IReadOnlyList<string> Places => [folder];

    public override IReadOnlyList<DrillSubject> Drills =>
        [
            new FolderSubject(
                "nix-cache",
                "the cache in networks of its own on the machine itself (--no-lab)",
                FolderOf
            ),
        ];

    public override IReadOnlyList<ExpectedOutcome> Outcomes =>
        target is null ? CacheOutcomes.All : ObservedCache.Outcomes;

    public override KeyFigures? Figures => target is null ? CacheFigures.All : null;

    public override IReadOnlyList<string> Limits =>
        target is null ? CacheOutcomes.Limits : ObservedCache.Limits;

    public override ExpectedTimes Takes { get; } =
        new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(100), TimeSpan.FromMinutes(5));

    // What only looks needs the network that it looks into.
    public override RunRequest Prepare(RunRequest request) =>
        CacheOptions.Target.Of(request) is null ? request : request with { NoLab = true };

    public override void Configure(RunRequest request)
    {
        (folder, interfacesBefore) = (FolderOf(request), Interfaces());
        cache = new(folder);
        target = CacheOptions.Target.Of(request) is { } url
            ? new(url, CacheOptions.PathsOf(request))
            : null;
        if (target is null)
            CacheOptions.PathsOf(request);
        // What could be installed has been by the time that a run's facts are known.
        missing =
            request.Environment.Count > 0 && target is null ? NixCacheService.Missing() : null;
    }

    public override IReadOnlyList<Phase> Declare() => target?.Declare() ?? base.Declare();

    private static string FolderOf(RunRequest request) => Path.Combine(request.Folder, "work");
}
