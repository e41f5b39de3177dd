using Verify.Engine;
using Verify.Engine.Record;
using Verify.Reports.Tree;

namespace Verify.Reports.ConsoleOutput;

/// <summary>Tells a run line by line: a phase when it begins, a step when it has ended, with what went wrong in it.</summary>
internal sealed class Transcript(string folder)
{
    private const int Details = 6;

    private readonly List<RunEvent> events = [];
    private readonly Dictionary<string, List<ConsoleLine>> details = [];
    private readonly HashSet<string> running = [];
    private readonly Dictionary<string, string> titles = [];
    private string? phase;
    private bool isDrill;

    public IReadOnlyList<ConsoleLine> Tell(RunEvent happened)
    {
        if (happened is StepProgressed)
        {
            return [];
        }
        events.Add(happened);
        if (happened is ChangeIntended change)
        {
            titles[$"change {change.Change}"] = change.Title;
        }
        return happened switch
        {
            RunStarted e => Beginning(e),
            PhaseStarted e => Heading(e.Phase, e.Title),
            StepStarted e => Begin(e),
            ClaimEvaluated e => Note(e.Step, ClaimLines.Missed(Details, e)),
            FindingMade e => Note(e.Step, ClaimLines.Finding(Details, e)),
            ChangeUndone e => Undone(e),
            ForeignChangeSeen e => Foreign(e),
            StepFinished e => End(e),
            PhaseFinished e => End(e),
            RunFinished => End(),
            _ => [],
        };
    }

    private List<ConsoleLine> Beginning(RunStarted run)
    {
        isDrill = run.Suite is not null;
        foreach (var phase in run.Phases)
        {
            titles[$"phase {phase.Id}"] = phase.Title;
            foreach (var step in phase.Steps)
            {
                titles[$"{phase.Id}/{step.Id}"] = step.Title;
            }
        }
        var parameters = string.Join(
            "  ",
            run.Parameters.Select(p => Printable.Line($"{p.Key}={p.Value}"))
        );
        List<ConsoleLine> lines =
        [
            new(
                0,
                new(Printable.Line(run.Scenario), Tone.Strong),
                new($": {Printable.Line(run.Title)}")
            ),
            new(0, new Span(Printable.Line($"run {run.Run}"), Tone.Dim)),
        ];
        if (parameters.Length > 0)
        {
            lines.Add(new(0, new Span(parameters, Tone.Dim)));
        }
        return lines;
    }

    private List<ConsoleLine> Heading(string phase, string? title)
    {
        // The cells of a drill come from all phases in turn: their numbers say which.
        if (this.phase == phase || isDrill)
        {
            return [];
        }
        this.phase = phase;
        title ??= titles.GetValueOrDefault($"phase {phase}") ?? "";
        return
        [
            ConsoleLine.Empty,
            new(0, new Span(Printable.Line($"Phase {phase}: {title}"), Tone.Strong)),
        ];
    }

    private List<ConsoleLine> Begin(StepStarted step)
    {
        titles[$"{step.Phase}/{step.Step}"] = step.Title;
        var lines = Heading(step.Phase, null);
        lines.AddRange(Told());
        running.Add(step.Step);
        return lines;
    }

    private List<ConsoleLine> Note(string step, List<ConsoleLine> lines)
    {
        if (!details.TryGetValue(step, out var before))
        {
            details[step] = before = [];
        }
        before.AddRange(lines);
        return [];
    }

    // Steps may run beside each other: the details of each belong below its own line.
    private List<ConsoleLine> Told()
    {
        var ended = details.Keys.Where(step => !running.Contains(step)).ToArray();
        var lines = ended.SelectMany(step => details[step]).ToList();
        foreach (var step in ended)
        {
            details.Remove(step);
        }
        return lines;
    }

    // Inside a step the step's own line says it; between steps nothing else would.
    private List<ConsoleLine> Undone(ChangeUndone undo)
    {
        var title = titles.GetValueOrDefault($"change {undo.Change}") ?? undo.Change;
        List<ConsoleLine> lines = undo.Error is { } error
            ? ClaimLines.Labelled(
                Details,
                $"the undo of '{Printable.Line(title)}' failed, left changed: ",
                error,
                Tone.Bad
            )
            :
            [
                new(
                    2,
                    new("undone".PadRight(StepLine.WordWidth + 1), Tone.Dim),
                    new(Printable.Line(title))
                ),
            ];
        return running.Count == 0 ? lines
            : undo.Error is null ? []
            : Note(undo.Step, lines);
    }

    private static List<ConsoleLine> Foreign(ForeignChangeSeen change) =>
        [
            new(
                2,
                new("note".PadRight(StepLine.WordWidth + 1), Tone.Dim),
                new($"others changed meanwhile: {Printable.Line(change.Thing)}", Tone.Dim)
            ),
        ];

    private List<ConsoleLine> End(StepFinished step)
    {
        var lines = Heading(step.Phase, null);
        var title = titles.GetValueOrDefault($"{step.Phase}/{step.Step}") ?? "";
        lines.Add(StepLine.Of(step.Verdict, step.Verdict.Word(), step.Step, title, step.Seconds));
        if (step.Verdict != Verdict.Pass && step.Reason is { Length: > 0 } reason)
        {
            lines.AddRange(ClaimLines.Labelled(Details, "why: ", reason, Tone.Plain));
        }
        running.Remove(step.Step);
        lines.AddRange(Told());
        return lines;
    }

    private List<ConsoleLine> End(PhaseFinished phase)
    {
        if (phase.Verdict == Verdict.Pass)
        {
            return [];
        }
        var lines = Heading(phase.Phase, null);
        var reason = phase.Reason is { Length: > 0 } why ? $": {Printable.Line(why)}" : "";
        lines.Add(
            new(
                2,
                new(phase.Verdict.Word().PadRight(StepLine.WordWidth + 1), Tones.Of(phase.Verdict)),
                new($"phase {Printable.Line(phase.Phase)}{reason}", Tone.Dim)
            )
        );
        return lines;
    }

    private List<ConsoleLine> End()
    {
        running.Clear();
        return [.. Told(), .. RunSummary.Lines(RunTree.Of(events), folder)];
    }
}
