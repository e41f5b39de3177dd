using Verify.Engine;
using Verify.Engine.Record;
using Verify.Reports.Record;

namespace Verify.Reports.Tree;

/// <summary>A run as its record tells it, whole or cut off: what every report is rendered from.</summary>
/// <param name="Completed">Null where the record does not reach the end of the run.</param>
/// <param name="CutOff">Where a record that does not reach the end stops, in words; else null.</param>
/// <param name="Troubles">What keeps the run from being whole and is shown by no step.</param>
public sealed record RunTree(
    string Run,
    string Scenario,
    string Title,
    IReadOnlyDictionary<string, string> Parameters,
    IReadOnlyList<EnvironmentNoted> Environment,
    IReadOnlyList<PhaseNode> Phases,
    IReadOnlyList<OutcomeNode> Outcomes,
    IReadOnlyList<ChangeNode> Changes,
    Standing Standing,
    int? ExitCode,
    bool Partial,
    DateTimeOffset? Started,
    DateTimeOffset? Completed,
    double Seconds,
    string? CutOff,
    IReadOnlyList<RecordProblem> Problems,
    IReadOnlyList<Trouble> Troubles
)
{
    /// <summary>Set where it is a drill: what its results are listed under.</summary>
    public string? Suite { get; init; }

    /// <summary>The figures that a conclusion begins with; null where the scenario declares none, as old records do.</summary>
    public KeyFigures? Figures { get; init; }

    /// <summary>What the scenario never looks at.</summary>
    public IReadOnlyList<string>? Limits { get; init; }

    /// <summary>
    /// What is written over the run: its verdict, but for a pass of less than everything, which is "partial" wherever the
    /// run is named.
    /// </summary>
    public string Word => IsPartialPass ? "partial" : Standing.Word;

    /// <summary>What ran has passed, and it is not the whole scenario, or does not show all that it promises.</summary>
    public bool IsPartialPass => Standing.IsPass && !RunStatus.Of(this).IsComplete;

    /// <summary>What others changed on the machine meanwhile: notes.</summary>
    public IReadOnlyList<ForeignChangeSeen> ForeignChanges { get; init; } = [];

    public IEnumerable<StepNode> Steps => Phases.SelectMany(phase => phase.Steps);

    public IEnumerable<ClaimEvaluated> Claims => Steps.SelectMany(step => step.Claims);

    public IEnumerable<FindingMade> Findings => Steps.SelectMany(step => step.Findings);

    /// <summary>The program that carried the run out, as far as the record's environment names it.</summary>
    public string CarriedOutBy
    {
        get
        {
            var known = new[] { "verify", "version", "commit", "git commit" };
            var facts = known
                .Select(name =>
                    Environment.LastOrDefault(fact =>
                        fact.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
                    )
                )
                .OfType<EnvironmentNoted>()
                .Select(fact => fact.Value);
            return string.Join(' ', facts.Prepend("Verify"));
        }
    }

    public static RunTree Of(
        IEnumerable<RunEvent> events,
        IReadOnlyList<RecordProblem>? problems = null
    )
    {
        var fold = new TreeFold();
        foreach (var happened in events)
        {
            fold.Add(happened);
        }
        return fold.Finish(problems ?? []);
    }

    public static RunTree Of(RunRecord record) => Of(record.Events, record.Problems);
}

/// <summary>Something that is wrong with the run beside its steps.</summary>
/// <param name="Phase">Null where it concerns the run as a whole.</param>
public sealed record Trouble(string? Phase, Verdict Verdict, string Text);
