using Verify.Fixtures.Ports;
using Verify.Fixtures.Workerd;
using Verify.Scenarios.ConfigConsistency.Seed;

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

    private Standing standing = new(folder);
    private IReadOnlyDictionary<string, string> inPlaceOf = new Dictionary<string, string>();

    public RunClock Clock { get; } = new(speed);

    /// <summary>What has been shown of the plan's promises.</summary>
    public SeedJudgements Seed { get; } = new();

    public WorkerdServer Server => standing.Workerd.Server;

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
        standing.Workerd.Start("start workerd with each design in three colos", Settings);

    /// <summary>A check that needs it all the time.</summary>
    public Func<Step, Task> While(Func<WorkersInRun, Step, Task> check) =>
        standing.Workerd.While(step => check(this, step));

    private WorkerdSettings Settings() =>
        new(folder, LoopbackPort.Lasting(), systems ?? Included)
        {
            Speed = speed,
            Channels = Channels,
            Tokens = new Dictionary<string, string>
            {
                [Admin.Token] = ChannelName.Organization,
                [Admin.OtherToken] = "other",
            },
        };

    // Shared by all that look at the same workerd.
    private sealed class Standing(string folder)
    {
        public int Channels;

        public StandingWorkerd Workerd { get; } = new(folder);
    }
}
