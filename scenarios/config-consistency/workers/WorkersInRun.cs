using Verify.Engine.Undo;
using Verify.Fixtures.Ports;
using Verify.Fixtures.Workerd;
using Verify.Scenarios.ConfigConsistency.Seed;
using Verify.Scenarios.Plans;

namespace Verify.Scenarios.ConfigConsistency.Workers;

/// <summary>The systems of a run: each design in three colos, on one workerd.</summary>
/// <param name="speed">How many times faster than the clock the deployment's time passes.</param>
/// <param name="systems">A test's own, in the place of the included designs.</param>
internal sealed class WorkersInRun(
    string folder,
    int speed,
    IReadOnlyList<WorkerSystem>? systems = null
)
{
    public const string Before = "before";
    public const string AsDesigned = "as-designed";
    public const string Cured = "cured";

    /// <summary>As designed, with KV as local tools have it.</summary>
    public const string Local = "local";

    /// <summary>Those that a decision is about.</summary>
    public static readonly IReadOnlyList<string> Designs = [Before, AsDesigned, Cured];

    /// <summary>As many as the organization has that is invalidated as a whole.</summary>
    public const int Channels = 100;

    /// <summary>What a run starts.</summary>
    public static IReadOnlyList<WorkerSystem> Included { get; } =
    [
        .. Designs.Select(design => new WorkerSystem(design, design)),
        new(Local, AsDesigned) { Strong = true },
    ];

    private Standing standing = new();
    private IReadOnlyDictionary<string, string> inPlaceOf = new Dictionary<string, string>();

    public RunClock Clock { get; } = new(speed);

    /// <summary>What has been shown of the plan's promises.</summary>
    public PlanJudgements Seed { get; } = new(SeedPromise.All);

    public WorkerdServer Server =>
        standing.Server ?? throw new CannotRun("workerd is not running: step 0.1 did not pass.");

    public SystemUnderTest Of(string design) =>
        new(Server, Clock, inPlaceOf.GetValueOrDefault(design, design));

    /// <summary>The same workerd with another of its systems in the place of a design: what a step says of that one.</summary>
    public WorkersInRun With(string system, string design) =>
        new(folder, speed, systems)
        {
            standing = standing,
            inPlaceOf = new Dictionary<string, string> { [design] = system },
        };

    /// <summary>One that nobody has asked for.</summary>
    public ChannelName NewChannel() => new(Interlocked.Increment(ref standing.Channels));

    public Change Start() =>
        new(
            "start workerd with each design in three colos",
            "node origin/config-worker/platform.js settings.json",
            "stop it",
            async step =>
            {
                await step.OutsideAsync(
                    new RemoveFolder(folder, WithContent: true),
                    () => Directory.CreateDirectory(folder)
                );
                await step.OutsideAsync(
                    new EndProcesses(folder, WorkerdService.Processes),
                    StartAsync
                );
            },
            async _ =>
            {
                if (standing.Server is not null)
                    await standing.Server.DisposeAsync();
                standing.Server = null;
            }
        );

    /// <summary>It must run before a check and after it: what a dead one answers proves nothing.</summary>
    public Func<Step, Task> While(Func<WorkersInRun, Step, Task> check) =>
        async step =>
        {
            Server.MustRun();
            await check(this, step);
            Server.MustRun();
        };

    private async Task StartAsync(CancellationToken ct) =>
        standing.Server = await WorkerdServer.StartAsync(
            new(folder, LoopbackPort.Free(), systems ?? Included)
            {
                Speed = speed,
                Channels = Channels,
                Tokens = new Dictionary<string, string>
                {
                    [Admin.Token] = ChannelName.Organization,
                    [Admin.OtherToken] = "other",
                },
            },
            ct
        );

    // Shared by all that look at the same workerd.
    private sealed class Standing
    {
        public int Channels;

        public WorkerdServer? Server { get; set; }
    }
}
