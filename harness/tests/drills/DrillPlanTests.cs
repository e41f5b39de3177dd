using Verify.Engine.Drill;
using Verify.Engine.Interruptions;

namespace Verify.Tests.Drills;

/// <summary>Which interruptions a drill consists of.</summary>
[Parallelizable]
public sealed class DrillPlanTests
{
    private static readonly Rehearsal Seen = new(
        "subject",
        [
            new("0", "Look", "", false, [new("0.1", true, 0)]),
            new("1", "Change", "", false, [new("1.1", false, 2), new("1.2", true, 0)]),
            new("2", "Change more", "", false, [new("2.1", false, 1)]),
            new("3", "Back", "", true, [new("3.1", false, 0)]),
        ],
        new Dictionary<string, string>(),
        [0, 0.25, 0.5, 2]
    );

    [Test]
    public void Each_phase_is_interrupted_in_each_way_and_each_act_killed_at_each_cut_point()
    {
        var cells = DrillPlan.Of([Seen], null, int.MaxValue);
        foreach (var phase in Seen.Phases)
            Assert.That(
                Ways(cells.Where(cell => cell.Phase == phase.Id)),
                Is.EquivalentTo(Enum.GetValues<InterruptionWay>()),
                phase.Id
            );
        foreach (var (step, act) in new[] { ("1.1", 1), ("1.1", 2), ("2.1", 1) })
            Assert.That(
                cells
                    .Where(cell => cell.Interruption.Way == InterruptionWay.Kill)
                    .Where(cell => cell.Interruption.Step == step && cell.Interruption.Act == act)
                    .Where(cell => cell.Phase == step[..1])
                    .Select(cell => cell.Interruption.At)
                    .Distinct(),
                Is.EquivalentTo(Enum.GetValues<CutPoint>().Skip(1)),
                $"{step}, act {act}"
            );
    }

    [Test]
    public void A_phase_that_only_looks_is_killed_in_each_step_and_gets_one_signal()
    {
        var cells = DrillPlan.Of([Looking], ["2"], int.MaxValue);
        Assert.That(
            cells.Select(cell => (cell.Interruption.Step, cell.Interruption.Way)),
            Is.EquivalentTo(
                new[]
                {
                    ("2.1", InterruptionWay.Interrupt),
                    ("2.1", InterruptionWay.Kill),
                    ("2.2", InterruptionWay.Kill),
                }
            )
        );
    }

    private static readonly Rehearsal Looking = Seen with
    {
        Phases =
        [
            new("1", "Change", "", false, [new("1.1", false, 2)]),
            new("2", "Look", "", false, [new("2.1", true, 0), new("2.2", true, 0)]),
        ],
        OnlyLooking = ["2"],
    };

    [Test]
    public void The_most_telling_come_first_each_way_each_cut_point_and_each_phase()
    {
        var cells = DrillPlan.Of([Seen], null, 10);
        Assert.That(cells, Has.Count.EqualTo(10));
        Assert.That(Ways(cells), Is.EquivalentTo(Enum.GetValues<InterruptionWay>()));
        Assert.That(
            cells.Select(cell => cell.Interruption.At).Distinct(),
            Is.EquivalentTo(Enum.GetValues<CutPoint>())
        );
        Assert.That(
            cells.Select(cell => cell.Phase).Distinct(),
            Is.EquivalentTo(new[] { "0", "1", "2", "3" })
        );
    }

    [Test]
    public void Phases_that_were_not_asked_for_are_not_interrupted()
    {
        var cells = DrillPlan.Of([Seen], ["2"], int.MaxValue);
        Assert.That(cells.Select(cell => cell.Phase), Is.Not.Empty.And.All.EqualTo("2"));
        Assert.That(cells.Select(cell => cell.Id), Is.Unique);
    }

    [Test]
    public void A_seed_gives_the_same_instants_again_all_while_the_journal_is_open()
    {
        var kills = RandomKills.Of([Seen], 50, seed: 7);
        Assert.That(
            kills.Select(cell => cell.KillAfter),
            Is.EqualTo(RandomKills.Of([Seen], 50, seed: 7).Select(cell => cell.KillAfter))
        );
        Assert.That(
            kills.Select(cell => cell.KillAfter),
            Is.Unique.And.All.InRange(0.0, Seen.Cuts[^1])
        );
    }

    private static IEnumerable<InterruptionWay> Ways(IEnumerable<DrillCell> cells) =>
        cells.Select(cell => cell.Interruption.Way).Distinct();
}
