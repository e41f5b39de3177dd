using Verify.Reports.Nightly;

namespace Verify.Scenarios.Nightly.Lanes;

/// <summary>A night as it goes if every job takes what is expected.</summary>
internal sealed record Schedule(IReadOnlyList<ScheduledJob> Jobs, IReadOnlyList<JobLeftOut> LeftOut)
{
    public TimeSpan Takes =>
        Jobs.Select(job => job.Begins + job.Job.Takes).DefaultIfEmpty(TimeSpan.Zero).Max();

    public static Schedule Of(
        IReadOnlyList<ExpectedJob> jobs,
        IReadOnlyList<Lane> lanes,
        TimeSpan? budget
    )
    {
        var queue = new JobQueue(jobs, budget);
        var free = lanes.ToDictionary(lane => lane, _ => TimeSpan.Zero);
        var scheduled = new List<ScheduledJob>();
        while (true)
        {
            var lane = free.MinBy(one => (one.Value, one.Key.Number)).Key;
            if (queue.Next(free[lane]) is not { } job)
                return new(scheduled, queue.LeftOut);
            scheduled.Add(new(job, lane, free[lane]));
            free[lane] += job.Takes;
        }
    }
}

internal sealed record ScheduledJob(ExpectedJob Job, Lane Lane, TimeSpan Begins);
