using System.Diagnostics;
using Verify.Engine.Trust;
using Verify.Reports.Nightly;
using Verify.Scenarios.Nightly.Gate;
using Verify.Scenarios.Nightly.History;
using Verify.Scenarios.Nightly.Jobs;
using Verify.Scenarios.Nightly.Lanes;

namespace Verify.Scenarios.Nightly;

/// <summary>A night from its first job to its last: a thread a lane, each taking what is most valuable next.</summary>
/// <param name="program">What is typed to start this program, without its arguments.</param>
internal sealed class NightRun(
    NightAsked asked,
    IReadOnlyList<string> program,
    NightHistory history,
    string commit,
    INightDisplay display,
    CancellationToken interrupted
)
{
    // Often enough to look alive, seldom enough to cost nothing beside a measurement.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    private readonly string id = RunFolder.NewId("night", TimeProvider.System.GetUtcNow());
    private readonly DateTimeOffset started = TimeProvider.System.GetUtcNow();
    private readonly long since = Stopwatch.GetTimestamp();
    private readonly JobQueue queue = new(
        [.. asked.Jobs.Select(job => UsualTimes.Of(job, history.Read.Lines))],
        asked.Budget
    );
    private readonly List<JobRun> running = [];
    private readonly List<NightJob> ended = [];
    private readonly List<string> notes = [];
    private readonly Lock turn = new();
    private string? lost;

    private string Folder => Path.Combine(asked.Parent, id);

    public Night ToEnd()
    {
        using (var parent = TrustedFolder.Parent(asked.Parent))
            parent.MakeNew(id).Dispose();
        var lanes = asked.Lanes.Select(lane => new Thread(() => Work(lane))).ToArray();
        foreach (var lane in lanes)
            lane.Start();
        foreach (var lane in lanes)
            while (!lane.Join(BetweenLooks))
                Tick();
        return Summed();
    }

    private void Tick()
    {
        if (interrupted.IsCancellationRequested)
            queue.Close("the night was interrupted");
        lock (turn)
            display.Tick(Stopwatch.GetElapsedTime(since), [.. running], queue.Waiting);
    }

    private void Work(Lane lane)
    {
        while (
            !interrupted.IsCancellationRequested
            && queue.Next(Stopwatch.GetElapsedTime(since)) is { } job
        )
        {
            var run = new JobRun(program, job, lane, Path.Combine(Folder, job.Job.FolderName));
            lock (turn)
            {
                running.Add(run);
                display.Begun(run);
            }
            var end = ToEnd(run);
            var (told, line) = Judge(job.Job, end);
            lock (turn)
            {
                running.Remove(run);
                ended.Add(told);
                notes.AddRange(Missing(job.Job, told));
                Remember(line);
                display.Ended(run, told);
            }
        }
    }

    private JobEnd ToEnd(JobRun run)
    {
        try
        {
            return run.ToEndAsync(interrupted).GetAwaiter().GetResult();
        }
        catch (Exception failure)
        {
            // A thread that dies of it would take the program with it, and the night's other jobs.
            return new(
                Verdict.Broken,
                Verdict.Broken.ExitCode(),
                failure.Message,
                run.Elapsed,
                null,
                null
            );
        }
    }

    private (NightJob Told, NightLine Line) Judge(Job job, JobEnd end)
    {
        var measured = end.Run is null ? [] : JobFigures.Of(job, end.Run);
        var told = new NightJob(
            job.Name,
            end.Verdict,
            end.ExitCode,
            end.Took.TotalSeconds,
            end.Why,
            end.Folder is null ? null : Path.GetRelativePath(Folder, end.Folder),
            [],
            null
        )
        {
            Said = $"{job.FolderName}/{JobRun.SaidName}",
        };
        var line = new NightLine(
            id,
            started,
            job.Name,
            told.Word,
            end.ExitCode,
            end.Took.TotalSeconds,
            commit,
            MachineFacts.Of(end.Run),
            []
        );
        var (figures, notCompared) = JobFigures.Compare(line, measured, history.Read.Lines);
        return (
            told with
            {
                Figures = figures,
                NotCompared = notCompared,
            },
            line with
            {
                Figures = [.. measured.Zip(figures, JobFigures.ToLine)],
            }
        );
    }

    // A figure that nobody measures any more would be watched in vain.
    private static IEnumerable<string> Missing(Job job, NightJob told) =>
        told.ExitCode != 0
            ? []
            : job
                .Headlines.ExceptBy(told.Figures.Select(figure => figure.Id), one => one.Id)
                .Select(one =>
                    $"{job.Name} passed, and its headline figure '{one.Name}' was not measured"
                );

    // What is known is shown, even where it can no longer be kept.
    private void Remember(NightLine line)
    {
        try
        {
            history.Append(line);
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            lost ??= $"the history could not be written: {full.Message}";
        }
    }

    private Night Summed()
    {
        var order = asked.Jobs.Select(job => job.Name).ToList();
        NightJob[] jobs = [.. ended.OrderBy(job => order.IndexOf(job.Name))];
        if (interrupted.IsCancellationRequested)
            queue.Close("the night was interrupted");
        JobLeftOut[] leftOut =
        [
            .. asked.TooMuch,
            .. queue.LeftOut.OrderBy(job => order.IndexOf(job.Name)),
            .. asked.LeftOut.Select(job => new JobLeftOut(
                job.Name,
                "left out with --only or --exclude",
                OnRequest: true
            )),
        ];
        var exit = NightExit.Of(
            jobs,
            leftOut,
            interrupted.IsCancellationRequested,
            asked.Gate,
            lost
        );
        return new(
            id,
            started,
            Stopwatch.GetElapsedTime(since).TotalSeconds,
            Folder,
            commit,
            MachineFacts.OfThisMachine(),
            jobs,
            leftOut,
            exit.Status,
            exit.Why,
            exit.ExitCode,
            [.. history.Read.Problems, .. notes]
        );
    }
}
