using Verify.Reports.ConsoleOutput;
using Verify.Reports.Nightly;

namespace Verify.Scenarios.Nightly;

/// <summary>A night on a terminal: what has ended scrolls up, below it a row for each lane is drawn over in place.</summary>
internal sealed class LiveNightDisplay(Terminal terminal) : INightDisplay
{
    private readonly LiveBlock block = new(terminal);

    public void Begun(JobRun job) { }

    public void Ended(JobRun job, NightJob end)
    {
        block.Dispose();
        NightConsole.Write(
            [
                new(
                    0,
                    new($"{end.Name}  "),
                    new(
                        end.Word,
                        end.IsWhole ? Tone.Good
                            : end.ExitCode == 0 ? Tone.Unsure
                            : Tone.Bad
                    ),
                    new($"  {NightWords.Clock(job.Elapsed)}  ", Tone.Dim),
                    new(end.Why ?? "")
                ),
            ],
            terminal.Output,
            terminal
        );
    }

    public void Tick(TimeSpan elapsed, IReadOnlyList<JobRun> running, int waiting) =>
        block.Draw([
            .. running.Select(job => new ConsoleLine(
                0,
                new($"{NightWords.Clock(job.Elapsed)} of {NightWords.Clock(job.Job.Takes)}  "),
                new(job.Job.Job.Name, Tone.Strong),
                new($"  lane {job.Lane.Number}  ", Tone.Dim),
                new(Fit(job.Now), Tone.Dim)
            )),
            new(0, new Span($"{NightWords.Clock(elapsed)}  {waiting} waiting", Tone.Dim)),
        ]);

    public void Dispose() => block.Dispose();

    // Wrapped, the block would jump with every word that a job says.
    private string Fit(string text)
    {
        const int before = 60;
        var room = Math.Max(0, terminal.Width() - before);
        var line = string.Concat(text.Where(letter => !char.IsControl(letter)));
        return line.Length <= room ? line : line[..room];
    }
}
