using System.Globalization;
using Verify.Engine.Drill;
using Verify.Engine.Interruptions;

namespace Verify.Scenarios.Cli.Drills;

/// <summary>The cells of a drill as it was asked for.</summary>
internal static class DrillCells
{
    // The most telling cells come first: so many show each phase in each way and at each cut point at least once,
    // and two labs at a time carry them out in about a minute.
    private const int Quick = 34;

    /// <summary>How many random kills share a lab; where behaviour is measured too, each cell needs one of its own.</summary>
    public const int Together = 5;

    public static IReadOnlyList<DrillCell> Of(
        IReadOnlyList<Rehearsal> rehearsals,
        DrillAsked asked
    ) =>
        asked.Kills is { } kills
            ? RandomKills.Of(rehearsals, kills, asked.Seed)
            : DrillPlan.Of(rehearsals, asked.Phases, asked.Quick ? Quick : int.MaxValue);

    /// <summary>The phases of the drill's record.</summary>
    public static IReadOnlyList<PhasePlan> Phases(
        IReadOnlyList<Rehearsal> rehearsals,
        IReadOnlyList<DrillCell> cells,
        DrillAsked asked
    ) =>
        asked.Kills is { } kills
            ?
            [
                Plan(
                    cells,
                    RandomKills.Phase,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{kills} random kills, seed {asked.Seed}"
                    ),
                    "wherever it is killed, the rollback restores everything"
                ),
            ]
            :
            [
                .. rehearsals
                    .SelectMany(one => one.Phases)
                    .DistinctBy(phase => phase.Id)
                    .Select(phase =>
                        Plan(
                            cells,
                            phase.Id,
                            phase.Title,
                            $"after an interruption in '{phase.Title}', the recovery restores everything"
                        )
                    ),
            ];

    private static PhasePlan Plan(
        IReadOnlyList<DrillCell> cells,
        string id,
        string title,
        string proves
    )
    {
        StepPlan[] steps =
        [
            .. cells
                .Where(cell => cell.Phase == id)
                .Select(cell => new StepPlan(cell.Id, cell.Title, null, null) { Cell = cell }),
        ];
        return new(id, title, proves, Selected: steps.Length > 0, steps);
    }
}
