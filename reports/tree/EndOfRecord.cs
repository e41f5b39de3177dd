using Verify.Engine.Record;

namespace Verify.Reports.Tree;

/// <summary>Says in words where a record that was cut off stops.</summary>
internal static class EndOfRecord
{
    public static string Describe(RunEvent? last, IReadOnlyList<PhaseNode> phases)
    {
        if (last is null)
        {
            return "The record holds no event.";
        }
        var at = $"The record ends at {When.Text(last.At)}";
        var step = phases
            .SelectMany(phase => phase.Steps)
            .LastOrDefault(s => s.Standing.Interrupted);
        if (step is not null)
        {
            return $"{at}, during step {step.Id} ({step.Title}).";
        }
        var open = phases.LastOrDefault(phase => phase.Standing.Interrupted);
        if (open is not null)
        {
            var done = open.Steps.LastOrDefault(s => s.Standing.Begun);
            return done is null
                ? $"{at}, in phase {open.Id} ({open.Title}), before its first step."
                : $"{at}, in phase {open.Id} ({open.Title}), after step {done.Id}.";
        }
        var ended = phases.LastOrDefault(phase => phase.Finished is not null);
        return ended is null
            ? $"{at}, before the first phase."
            : $"{at}, after phase {ended.Id} ({ended.Title}); the end of the run is not in it.";
    }
}
