using System.Globalization;
using System.Text.Json;
using Verify.Reports.ConsoleOutput;
using Verify.Reports.Nightly;
using Verify.Scenarios.Nightly.History;
using Verify.Scenarios.Nightly.Lanes;

namespace Verify.Scenarios.Nightly;

/// <summary>What a night would do, for --plan.</summary>
internal static class NightPlan
{
    private static readonly JsonSerializerOptions Indented = new(DiskJson.Options)
    {
        WriteIndented = true,
        NewLine = "\n",
    };

    public static string Text(NightAsked asked, NightsRead history)
    {
        var expected = asked.Jobs.Select(job => UsualTimes.Of(job, history.Lines)).ToList();
        var schedule = Schedule.Of(expected, asked.Lanes, asked.Budget);
        var table = new TextTable("begins", "job", "lane", "takes", "known", "runs");
        foreach (var job in schedule.Jobs)
            table.Add(
                NightWords.Clock(job.Begins),
                job.Job.Job.Name,
                $"{job.Lane.Number}",
                NightWords.Clock(job.Job.Takes),
                job.Job.Reason,
                string.Join(' ', job.Job.Job.Words)
            );
        foreach (var job in NotRun(asked, schedule))
            table.Add("not run", job.Name, "", "", "", job.Why);
        var lanes = asked.Lanes.Select(lane => string.Join(',', lane.Processors));
        return table
            + string.Create(
                CultureInfo.InvariantCulture,
                $"{schedule.Jobs.Count} jobs, about {NightWords.Clock(schedule.Takes)}, on {asked.Lanes.Count} lane{(asked.Lanes.Count == 1 ? "" : "s")} (processors {string.Join(" | ", lanes)})\n"
            )
            + string.Concat(history.Problems.Select(problem => $"note: {problem}\n"));
    }

    /// <summary>The same for machines; times are in seconds.</summary>
    public static string Json(NightAsked asked, NightsRead history)
    {
        var expected = asked.Jobs.Select(job => UsualTimes.Of(job, history.Lines)).ToList();
        var schedule = Schedule.Of(expected, asked.Lanes, asked.Budget);
        return JsonSerializer.Serialize(
            new
            {
                Takes = schedule.Takes.TotalSeconds,
                Lanes = asked.Lanes.Select(lane => new { lane.Number, lane.Processors }),
                Jobs = schedule.Jobs.Select(job => new
                {
                    job.Job.Job.Name,
                    Begins = job.Begins.TotalSeconds,
                    Lane = job.Lane.Number,
                    Takes = job.Job.Takes.TotalSeconds,
                    Known = job.Job.Reason,
                    Runs = job.Job.Job.Words,
                }),
                NotRun = NotRun(asked, schedule)
                    .Select(job => new
                    {
                        job.Name,
                        Reason = job.Why,
                        job.OnRequest,
                    }),
                history.Problems,
            },
            Indented
        );
    }

    private static IEnumerable<JobLeftOut> NotRun(NightAsked asked, Schedule schedule) =>
        schedule.LeftOut.Concat(
            asked.LeftOut.Select(job => new JobLeftOut(
                job.Name,
                "left out with --only or --exclude",
                OnRequest: true
            ))
        );
}
