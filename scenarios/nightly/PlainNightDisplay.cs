using System.Diagnostics;
using Verify.Reports.ConsoleOutput;
using Verify.Reports.Nightly;

namespace Verify.Scenarios.Nightly;

/// <summary>Plain lines for a pipe or a CI's log: what begins, what ends, and a sign of life between.</summary>
internal sealed class PlainNightDisplay(TextWriter output) : INightDisplay
{
    // A log in which nothing comes for longer looks as if it hung.
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(30);

    private readonly QuietWriter output = new(output);
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan said;

    public void Begun(JobRun job) =>
        Say($"{job.Job.Job.Name} begins on {NightWords.On(job.Lane)}, {NightWords.About(job.Job)}");

    public void Ended(JobRun job, NightJob end) =>
        Say(
            $"{end.Name}: {end.Word} after {NightWords.Clock(job.Elapsed)}{(end.Why is null ? "" : $": {end.Why}")}"
        );

    public void Tick(TimeSpan elapsed, IReadOnlyList<JobRun> running, int waiting)
    {
        if (clock.Elapsed - said < SignOfLife)
            return;
        foreach (var job in running)
            Say(
                $"{job.Job.Job.Name}: {NightWords.Clock(job.Elapsed)} of about {NightWords.Clock(job.Job.Takes)}; {waiting} waiting"
            );
    }

    public void Dispose() { }

    private void Say(string line)
    {
        said = clock.Elapsed;
        output.Write($"{NightWords.Clock(clock.Elapsed)}  {line}\n");
    }
}
