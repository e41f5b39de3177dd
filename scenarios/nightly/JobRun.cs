using System.Diagnostics;
using Verify.Engine.Namespaces;
using Verify.Engine.Programs;
using Verify.Scenarios.Nightly.Lanes;

namespace Verify.Scenarios.Nightly;

/// <summary>A job in a program of its own: whatever it breaks of itself, the night goes on.</summary>
/// <param name="program">What is typed to start this program, without its arguments.</param>
internal sealed class JobRun(
    IReadOnlyList<string> program,
    ExpectedJob job,
    Lane lane,
    string folder
)
{
    public const string SaidName = "said.txt";

    // A machine can be busy, and a job may have grown; one that takes this much longer hangs.
    private const int Times = 3;
    private static readonly TimeSpan AtLeast = TimeSpan.FromMinutes(5);

    // A rollback is bounded by itself, well below this.
    private static readonly TimeSpan ToRollBack = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    // Enough to hold an error's message.
    private const int Last = 3;

    private readonly long since = Stopwatch.GetTimestamp();
    private readonly Queue<string> last = new();
    private readonly Lock turn = new();

    public ExpectedJob Job => job;
    public Lane Lane => lane;
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(since);

    /// <summary>The last line that it said.</summary>
    public string Now
    {
        get
        {
            lock (turn)
                return last.LastOrDefault() ?? "";
        }
    }

    /// <summary>Runs it to its end; it would die with us.</summary>
    /// <param name="stop">Passed on as Ctrl-C: it rolls back and ends.</param>
    public async Task<JobEnd> ToEndAsync(CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        await using var said = new StreamWriter(Path.Combine(folder, SaidName))
        {
            AutoFlush = true,
        };
        using var machine = Compartment.OfTheProgram();
        await using var started = await Daemon.StartAsync(
            [.. OnItsProcessors, .. program, .. job.Job.Words, "--out", folder, "--no-install"],
            Environment.CurrentDirectory,
            machine,
            CancellationToken.None,
            line => Hear(said, line),
            line => Hear(said, line)
        );
        var ended = await WaitAsync(started, stop);
        lock (turn)
            return JobEnd.Of(folder, started.ExitCode, string.Join(' ', last), ended, Elapsed);
    }

    // Each of the two becomes what follows it. With diagnostics it would leave sockets in /tmp when killed.
    private IEnumerable<string> OnItsProcessors =>
        [
            "env",
            "DOTNET_EnableDiagnostics=0",
            "taskset",
            "--cpu-list",
            string.Join(',', lane.Processors),
        ];

    // Why it was ended, where it did not end by itself or as it was asked to.
    private async Task<string?> WaitAsync(Daemon started, CancellationToken stop)
    {
        var patience = job.Takes * Times + AtLeast;
        TimeSpan? interrupted = null;
        string? hung = null;
        while (!await started.HasEndedAsync(BetweenLooks))
        {
            if (interrupted is null && (stop.IsCancellationRequested || Elapsed > patience))
            {
                if (!stop.IsCancellationRequested)
                    hung =
                        $"it had not ended after {Elapsed.TotalSeconds:0} s, with about {job.Takes.TotalSeconds:0} s expected, and was interrupted";
                interrupted = Elapsed;
                started.Interrupt();
            }
            if (Elapsed - interrupted > ToRollBack)
            {
                await started.KillAsync(CancellationToken.None);
                return $"it did not end within {ToRollBack.TotalSeconds:0} s of being interrupted, and was killed";
            }
        }
        return hung;
    }

    private void Hear(StreamWriter said, string line)
    {
        lock (turn)
        {
            if (string.IsNullOrWhiteSpace(line))
                return;
            last.Enqueue(line.Trim());
            if (last.Count > Last)
                last.Dequeue();
            try
            {
                said.WriteLine(line);
            }
            catch (Exception lost) when (lost is IOException or ObjectDisposedException)
            {
                // A full disk, or a word after the end: the run's own record is what counts.
            }
        }
    }
}
