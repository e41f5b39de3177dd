namespace Verify.Scripts.Plan;

/// <summary>Each number once, and what refers to a phase refers to an earlier one.</summary>
internal static class Numbering
{
    public static void Check(
        IReadOnlyList<DeclaredPhase> phases,
        Given scenario,
        Complaints complaints
    )
    {
        if (phases.Count == 0)
            complaints.Add(
                scenario.Place,
                "the scenario has no Phase, so nothing would be proved. "
                    + $"Write: {Words.InScenario[^1].Example}"
            );
        for (var at = 0; at < phases.Count; at++)
        {
            var (phase, earlier) = (phases[at], phases.Take(at).Select(one => one.Id).ToArray());
            if (earlier.Contains(phase.Id))
                complaints.Add(
                    phase.Place.At("id"),
                    $"there are two phases {phase.Id}. Give the second its own number."
                );
            if (phase.Acts.Count == 0)
                complaints.Add(
                    phase.Place.Place,
                    $"phase {phase.Id} has no step. Write: {Words.InPhase[0].Example}"
                );
            foreach (
                var need in phase
                    .Needs.Split(',')
                    .Where(need => need != "" && !earlier.Contains(need))
            )
                complaints.Add(
                    phase.Place.At("Needs"),
                    $"-Needs {need}: no earlier phase is called so.{Known(earlier)}"
                );
            Steps(phase, [.. earlier, phase.Id], complaints);
        }
    }

    private static void Steps(DeclaredPhase phase, string[] phases, Complaints complaints)
    {
        foreach (var twice in phase.Acts.GroupBy(act => act.Id).SelectMany(same => same.Skip(1)))
            complaints.Add(
                twice.Place.At("id"),
                $"there are two steps {twice.Id}. Give the second its own number."
            );
        foreach (var act in phase.Acts.Where(act => act.From is { } from && !phases.Contains(from)))
            complaints.Add(
                act.Place.At("From"),
                $"-From {act.From}: no phase up to here is called so.{Known(phases)}"
            );
    }

    private static string Known(string[] phases) =>
        phases.Length == 0 ? "" : $" There are {string.Join(", ", phases)}.";
}
