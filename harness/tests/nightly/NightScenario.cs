using System.Globalization;

namespace Verify.Tests.Nightly;

/// <summary>Scenarios of a moment, for nights of the tests: each ends in its own way.</summary>
/// <remarks>They have neither NUnit's attributes nor the engine's: only a night finds them.</remarks>
internal sealed class NightScenario(string name) : Scenario
{
    public const string Quiet = "quiet";
    public const string Failing = "failing";
    public const string Unsure = "unsure";
    public const string Crashing = "crashing";
    public const string Waiting = "waiting";

    /// <summary>What the figure is, in the environment of whoever starts the night.</summary>
    public const string ValueVariable = "VERIFY_TESTS_FIGURE";

    /// <summary>A profile that this host is not to carry, in the environment likewise.</summary>
    public const string TooMuchVariable = "VERIFY_TESTS_TOO_MUCH";

    public const string Figure = "depth";
    public const string OtherProfile = "other";
    public const double UsualValue = 10;

    private static readonly string[] Names = [Quiet, Failing, Unsure, Crashing, Waiting];

    private string folder = "";

    public override string Name => name;
    public override string Title => $"ends as {name}";

    public override IReadOnlyList<string> NightlyProfiles =>
        name == Quiet ? ["default", OtherProfile] : [];

    public override ExpectedTimes Takes { get; } =
        new(TimeSpan.FromSeconds(105), TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(690));

    public override Task<string?> TooMuchAsync(
        string profile,
        int processors,
        string folder,
        CancellationToken ct
    ) =>
        Task.FromResult(
            profile == Environment.GetEnvironmentVariable(TooMuchVariable)
                ? $"it wants more than {processors} processors"
                : null
        );

    public override IReadOnlyList<Headline> Headlines =>
        [
            new(
                Figure,
                Figure,
                "depth-of-the-queue",
                Subject: null,
                "m",
                Better.Lower,
                Least: 0,
                Headline.Value
            ),
        ];

    /// <summary>Written when it has begun to wait, and when that was undone.</summary>
    public static string BegunIn(string folder) => Path.Combine(folder, "begun");

    public static string UndoneIn(string folder) => Path.Combine(folder, "undone");

    public static IEnumerable<Scenario> All => Names.Select(Find);

    public static Scenario Find(string name) => new NightScenario(name);

    public override void Configure(RunRequest request) => folder = request.Folder;

    public override IReadOnlyList<Phase> Declare()
    {
        var phase = new Phase(new PhaseAttribute("1", "Do"));
        phase.Change(
            "1.1",
            new(
                "begin",
                "touch begun",
                "touch undone",
                _ => File.WriteAllTextAsync(BegunIn(folder), ""),
                ct => File.WriteAllTextAsync(UndoneIn(folder), "", ct)
            )
        );
        phase.Step("1.2", "end as it is called", EndAsync);
        var undo = new Phase(new PhaseAttribute("2", "Rollback") { Always = true });
        undo.Undo("2.1", "everything", downTo: "1");
        return [phase, undo];
    }

    protected override IConductor StartElsewhere() => throw new NotSupportedException();

    private async Task EndAsync(Step step)
    {
        step.Measure(new("depth of the queue", Value, "m") { Id = "depth-of-the-queue" });
        step.Expect("it is not called failing", name, Is.Not.EqualTo(Failing));
        if (name == Unsure)
            step.CannotTell("it can be told", "a yes or a no", "it is called unsure");
        // As the kernel ends what has eaten all memory.
        if (name == Crashing)
            System.Diagnostics.Process.GetCurrentProcess().Kill();
        if (name == Waiting)
            await Task.Delay(Timeout.InfiniteTimeSpan, step.Ct);
    }

    private static double Value =>
        Environment.GetEnvironmentVariable(ValueVariable) is { Length: > 0 } given
            ? double.Parse(given, CultureInfo.InvariantCulture)
            : UsualValue;
}
