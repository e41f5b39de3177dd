using System.Text;
using Verify.Engine;
using Verify.Engine.Record;
using Verify.Reports.Tree;

namespace Verify.Reports.Junit;

/// <summary>What JUnit can say of a case; it has no word for the difference between broken and inconclusive.</summary>
internal enum JUnitOutcome
{
    Passed,
    Skipped,
    Failure,
    Error,
}

/// <summary>A step as a JUnit case.</summary>
internal sealed record JUnitCase(
    string Name,
    string ClassName,
    double Seconds,
    JUnitOutcome Outcome,
    string Word,
    string Message,
    string Details,
    string Output
);

/// <summary>A phase as a JUnit suite.</summary>
internal sealed record JUnitSuite(
    string Name,
    double Seconds,
    DateTimeOffset? Started,
    IReadOnlyList<JUnitCase> Cases
)
{
    // A CI holds a whole file of these in memory, and shows it.
    private const int TextMost = 64 * 1024;
    private const int EachMost = 16 * 1024;

    public static JUnitSuite Of(RunTree tree, PhaseNode phase, IEnumerable<Trouble> troubles)
    {
        var name = $"Phase {phase.Id}: {phase.Title}";
        var className = $"{(tree.Suite is null ? "" : "drill.")}{tree.Scenario}.{phase.Id}";
        return new(
            name,
            phase.Seconds,
            phase.Started,
            [
                .. phase.Steps.Select(step => Case(step, className)),
                .. troubles.Select(t => Case(t, className)),
            ]
        );
    }

    public static JUnitSuite OfRun(RunTree tree, IEnumerable<Trouble> troubles)
    {
        var found = troubles.DefaultIfEmpty(new(null, Verdict.Broken, "no phase ran"));
        return new("Run", 0, tree.Started, [.. found.Select(t => Case(t, tree.Scenario))]);
    }

    private static JUnitCase Case(StepNode step, string className) =>
        new(
            $"{step.Id} {step.Title}",
            className,
            step.Seconds,
            Outcome(step.Standing),
            step.Standing.Word,
            Bounded.To(TextMost, StepText.Message(step)),
            Bounded.To(TextMost, StepText.Missed(step, EachMost)),
            Bounded.To(TextMost, Output(step))
        );

    private static JUnitCase Case(Trouble trouble, string className) =>
        new(
            trouble.Phase is { } phase ? $"phase {phase} as a whole" : "run as a whole",
            className,
            0,
            Outcome(new(trouble.Verdict, true, null)),
            trouble.Verdict.Word(),
            trouble.Text,
            "",
            ""
        );

    private static JUnitOutcome Outcome(Standing standing) =>
        standing.Verdict switch
        {
            Verdict.Pass => JUnitOutcome.Passed,
            Verdict.Fail => JUnitOutcome.Failure,
            Verdict.Skipped or Verdict.Blocked => JUnitOutcome.Skipped,
            null when !standing.Begun => JUnitOutcome.Skipped,
            _ => JUnitOutcome.Error,
        };

    private static string Output(StepNode step)
    {
        var output = new StringBuilder();
        if (step.Command is { Length: > 0 } command)
        {
            output.Append("$ ").Append(command).Append('\n');
        }
        if (step.Result is { Length: > 0 } result)
        {
            output.Append(result).Append('\n');
        }
        foreach (var m in step.Measurements)
        {
            output.Append(m.Name).Append(": ").Append(MeasurementText.Whole(m)).Append('\n');
        }
        foreach (var finding in step.Findings)
        {
            output.Append("finding: ").Append(finding.Text).Append('\n');
        }
        return output.ToString();
    }
}
