using FsCheck;
using FsCheck.Fluent;
using Verify.Scenarios.Nightly.Jobs;
using Verify.Scenarios.Nightly.Lanes;

namespace Verify.Tests.Nightly;

[Parallelizable]
public sealed class ScheduleTests
{
    [Test]
    public void On_one_lane_they_follow_each_other_in_their_order()
    {
        var schedule = Schedule.Of(Jobs(3, 1, 2), Lanes(1), null);
        Assert.That(schedule.Jobs.Select(job => job.Begins.TotalSeconds), Is.EqualTo([0, 3, 4]));
        Assert.That(schedule.Takes.TotalSeconds, Is.EqualTo(6));
    }

    [Test]
    public void The_lane_that_is_free_first_takes_the_next()
    {
        var schedule = Schedule.Of(Jobs(3, 1, 2), Lanes(2), null);
        Assert.That(schedule.Jobs.Select(job => job.Lane.Number), Is.EqualTo([1, 2, 2]));
        Assert.That(schedule.Takes.TotalSeconds, Is.EqualTo(3));
    }

    [Test]
    public void What_does_not_fit_is_said_with_its_reason_and_the_next_that_fits_is_taken()
    {
        var schedule = Schedule.Of(Jobs(3, 10, 2), Lanes(1), TimeSpan.FromSeconds(5));
        Assert.That(schedule.Jobs.Select(job => job.Job.Job.Scenario), Is.EqualTo(["0", "2"]));
        Assert.That(
            schedule.LeftOut.Single().Why,
            Does.Contain("10 s").And.Contain("5 s were left").And.Contain("an estimate")
        );
    }

    [Test]
    public void Nothing_that_runs_at_once_shares_a_core_nothing_is_lost_and_the_budget_is_kept() =>
        Prop.ForAll(
                (
                    from takes in Gen.Choose(1, 50).ArrayOf()
                    from processors in Gen.Choose(1, 12)
                    from threads in Gen.Choose(1, 2)
                    from budget in Gen.Choose(1, 300)
                    select (takes, processors, threads, budget)
                ).ToArbitrary(),
                night =>
                {
                    var machine = Enumerable
                        .Range(0, night.processors)
                        .Select(id => new Processor(id, $"{id / night.threads}"))
                        .ToList();
                    var core = machine.ToDictionary(one => one.Id, one => one.Core);
                    var budget = TimeSpan.FromSeconds(night.budget);
                    var schedule = Schedule.Of(
                        Jobs(night.takes),
                        Lane.Of(machine, machine.Count),
                        budget
                    );
                    var together =
                        from a in schedule.Jobs
                        from b in schedule.Jobs
                        where !ReferenceEquals(a, b)
                        where a.Begins < b.Begins + b.Job.Takes && b.Begins < a.Begins + a.Job.Takes
                        select a
                            .Lane.Processors.Select(id => core[id])
                            .Intersect(b.Lane.Processors.Select(id => core[id]));
                    return together.All(shared => !shared.Any())
                        && schedule.Jobs.Count + schedule.LeftOut.Count == night.takes.Length
                        && schedule.Takes <= budget;
                }
            )
            .Check(Config.QuickThrowOnFailure);

    private static IReadOnlyList<ExpectedJob> Jobs(params int[] seconds) =>
        [
            .. seconds.Select(
                (takes, i) =>
                    new ExpectedJob(
                        new(JobKind.Scenario, $"{i}", null, [], TimeSpan.Zero),
                        TimeSpan.FromSeconds(takes),
                        "an estimate"
                    )
            ),
        ];

    private static IReadOnlyList<Lane> Lanes(int count) =>
        [.. Enumerable.Range(1, count).Select(number => new Lane(number, [number]))];
}
