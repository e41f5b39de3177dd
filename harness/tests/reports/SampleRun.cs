namespace Verify.Tests.Reports;

/// <summary>Writes the events of a run by hand, a tenth of a second apart, as an engine would.</summary>
internal sealed class SampleRun
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 21, 6, 7, 0, TimeSpan.Zero);
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(100);

    private readonly List<RunEvent> events = [];
    private string phase = "";
    private string step = "";

    public IReadOnlyList<RunEvent> Events => events;

    public static PhasePlan Phase(string id, string title, params StepPlan[] steps) =>
        new(id, title, $"what {title} proves", true, steps);

    public static StepPlan Step(string id, string title, string? command = null) =>
        new(id, title, command, null);

    public SampleRun Add(RunEvent happened)
    {
        events.Add(happened with { At = Begin + (Apart * events.Count) });
        return this;
    }

    public SampleRun Start(IReadOnlyList<PhasePlan> phases, params ExpectedOutcome[] outcomes) =>
        Add(
                new RunStarted(
                    "20261121-060700-ab12",
                    "nginx-caching",
                    "Playlists at most a second old",
                    new Dictionary<string, string> { ["profile"] = "default" },
                    phases,
                    outcomes
                )
            )
            .Add(new EnvironmentNoted("verify", "1.0.0"))
            .Add(new EnvironmentNoted("commit", "5cc2b4b"))
            .Add(new EnvironmentNoted("nginx", "1.22.1"));

    public SampleRun StartPhase(string id, string title)
    {
        phase = id;
        return Add(new PhaseStarted(id, title));
    }

    public SampleRun StartStep(string id, string title, string? command = null)
    {
        step = id;
        return Add(new StepStarted(phase, id, title, command));
    }

    public SampleRun Claim(
        string claim,
        string expected,
        string actual,
        Verdict verdict = Verdict.Pass,
        string? reason = null,
        string? outcome = null
    ) => Add(new ClaimEvaluated(phase, step, claim, expected, actual, verdict, reason, outcome));

    public SampleRun Measure(Measurement measurement) =>
        Add(new MeasurementTaken(phase, step, measurement));

    public SampleRun Find(string text, string? meaning = null, string? cure = null) =>
        Add(new FindingMade(phase, step, text, meaning, cure));

    public SampleRun Keep(string name, string file, string type) =>
        Add(new EvidenceKept(phase, step, name, file, new('a', 64), 12, type));

    public SampleRun Change(string id, string title, string undo) =>
        Add(new ChangeIntended(phase, step, id, title, undo)).Add(new ChangeDone(phase, step, id));

    public SampleRun Undo(string id, string? error = null) =>
        Add(new ChangeUndone(phase, step, id, error));

    public SampleRun EndStep(
        Verdict verdict = Verdict.Pass,
        string? result = null,
        string? reason = null,
        double seconds = 0.2
    ) => Add(new StepFinished(phase, step, verdict, result, reason, seconds));

    public SampleRun EndPhase(Verdict verdict = Verdict.Pass, string? reason = null) =>
        Add(new PhaseFinished(phase, verdict, reason, 1.5));

    public SampleRun EndPhase(string id, Verdict verdict, string reason) =>
        Add(new PhaseFinished(id, verdict, reason, 0));

    public SampleRun End(
        Verdict verdict = Verdict.Pass,
        bool partial = false,
        string? reason = null,
        int? exitCode = null
    ) => Add(new RunFinished(verdict, exitCode ?? verdict.ExitCode(), partial, reason, 61.24));
}
