using System.Globalization;
using Verify.Reports.Nightly;

namespace Verify.Scenarios.Nightly.Lanes;

/// <summary>What a free lane takes next: the most valuable job that is still expected to end within the budget.</summary>
/// <param name="jobs">The most valuable first.</param>
internal sealed class JobQueue(IReadOnlyList<ExpectedJob> jobs, TimeSpan? budget)
{
    private readonly List<ExpectedJob> waiting = [.. jobs];
    private readonly List<JobLeftOut> leftOut = [];
    private readonly Lock turn = new();

    /// <summary>Those that did not fit; there is no more time later, so none of them comes back.</summary>
    public IReadOnlyList<JobLeftOut> LeftOut
    {
        get
        {
            lock (turn)
                return [.. leftOut];
        }
    }

    public int Waiting
    {
        get
        {
            lock (turn)
                return waiting.Count;
        }
    }

    /// <param name="elapsed">Since the night began.</param>
    /// <returns>Null where nothing is left that fits.</returns>
    public ExpectedJob? Next(TimeSpan elapsed)
    {
        lock (turn)
        {
            foreach (var job in waiting.Where(job => elapsed + job.Takes > budget))
                leftOut.Add(
                    new(
                        job.Job.Name,
                        $"it takes about {Seconds(job.Takes)} ({job.Reason}), and of the budget {Seconds(budget!.Value - elapsed)} were left",
                        OnRequest: false
                    )
                );
            waiting.RemoveAll(job => elapsed + job.Takes > budget);
            if (waiting.Count == 0)
                return null;
            var next = waiting[0];
            waiting.RemoveAt(0);
            return next;
        }
    }

    /// <summary>Nothing more is begun.</summary>
    public void Close(string why)
    {
        lock (turn)
        {
            leftOut.AddRange(
                waiting.Select(job => new JobLeftOut(job.Job.Name, why, OnRequest: false))
            );
            waiting.Clear();
        }
    }

    private static string Seconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, time.TotalSeconds):0} s");
}
