using System.Diagnostics;
using NUnit.Framework;
using Verify.Engine.Interruptions;
using Verify.Engine.Journals;
using Verify.Engine.LeftChanged;
using Verify.Engine.Programs;
using Verify.Engine.Recoveries;
using Verify.Engine.Runs;
using Verify.Engine.Scenarios;

namespace Verify.Engine.Drill;

/// <summary>Starts a run in a world, has it interrupted and recovered, and states what must be so afterwards.</summary>
internal sealed class CellRun
{
    private const string Rollback = "rollback";
    private const int Killed = 137;

    // The longest honest run fills a live window and starts servers; one that takes so long hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    // The kernel takes processes, and what they held, down in its own time after they were killed.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private static readonly (string Kind, string Things)[] Compared =
    [
        (TreeTable.Kind, "files"),
        (MountTable.Kind, "mounts"),
        (ProcessTable.Kind, "processes"),
        (PortTable.Kind, "ports"),
        (SysctlTable.Kind, "sysctls"),
    ];

    private readonly Surroundings surroundings = Surroundings.OfTheRun();
    private readonly DrillWorld world;
    private readonly DrilledProgram program;
    private readonly Fingerprint before;
    private int runs;

    /// <param name="world">As it has to be again after every run.</param>
    public CellRun(DrillWorld world, DrilledProgram program)
    {
        (this.world, this.program) = (world, program);
        before = Look();
    }

    /// <summary>A run that nothing interrupts, without its observations.</summary>
    public async Task<(RunRequest Request, DrilledEnd Ended)> RehearseAsync(CancellationToken ct)
    {
        var request = Prepare(Interruption.Nowhere, null);
        return (request, await program.RunAsync(CellInside.CarryOut, request.Folder, ct));
    }

    public async Task CarryOutAsync(Step step, DrillCell cell)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(step.Ct);
        patience.CancelAfter(Patience);
        var request = Prepare(cell.Interruption, cell.Phases);
        var ends = new List<DrilledEnd>();
        try
        {
            await InterruptAsync(step, cell, request, ends, patience.Token);
            Compare(step, request, await SettledAsync(patience.Token));
            await world.CheckAsync(step, request, cell);
        }
        catch (OperationCanceledException) when (!step.Ct.IsCancellationRequested)
        {
            throw new CannotRun(
                $"The run and its recovery did not end within {Patience.TotalSeconds:0} s."
            );
        }
        finally
        {
            if (step.Verdict != Verdict.Pass)
                Keep(step, request, ends);
        }
    }

    private RunRequest Prepare(Interruption interruption, IReadOnlyList<string>? phases)
    {
        var made = world.Request;
        var request = made with
        {
            Folder = $"{made.Folder}-{++runs}",
            Interruption = interruption,
            Phases = phases,
        };
        RunFolder.Create(request);
        return request;
    }

    private async Task InterruptAsync(
        Step step,
        DrillCell cell,
        RunRequest request,
        List<DrilledEnd> ends,
        CancellationToken ct
    )
    {
        var run = await program.RunAsync(
            CellInside.CarryOut,
            request.Folder,
            ct,
            cell.KillAfter is { } seconds
                ? (process, ct) => RandomKill.SendAsync(process, request.Folder, seconds, ct)
                : null
        );
        ends.Add(run);
        if (run.Interrupted is not { } since)
            throw new CannotRun(
                $"The run was not interrupted: it ended with exit {run.ExitCode} before it came to that point.\n{run.Stderr}\n{run.Stdout}"
            );
        if (cell.ExitCode is { } expected)
            step.Expect("exit code of the run", run.ExitCode, Is.EqualTo(expected), run.Stderr);
        // Killed, or left with something that its own undo did not get done: the user's next word.
        var needsRollback = cell.ExitCode is Killed or 5 || run.ExitCode == Killed;
        if (cell.Recovery is { } cut)
            await CutRollbackAsync(step, request, cut, ends, ct);
        if (needsRollback && File.Exists(RunFolder.RecordOf(request.Folder)))
        {
            ends.Add(await program.RunAsync(Rollback, request.Folder, ct));
            step.Expect(
                "exit code of the rollback",
                ends[^1].ExitCode,
                Is.Zero,
                ends[^1].Stderr.Length > 0 ? ends[^1].Stderr : null
            );
        }
        step.Measure(
            new(
                "time to recover",
                Stopwatch.GetElapsedTime(since, ends[^1].Ended).TotalSeconds,
                "s",
                Source: "from the interruption to the end of the run, or of the rollback after it"
            )
            {
                Id = DrillCell.TimeToRecover,
            }
        );
    }

    private async Task CutRollbackAsync(
        Step step,
        RunRequest request,
        CutPoint cut,
        List<DrilledEnd> ends,
        CancellationToken ct
    )
    {
        RunFolder.Rewrite(
            request with
            {
                Interruption = new(Recovery.Step, InterruptionWay.Kill, cut, 1),
            }
        );
        ends.Add(await program.RunAsync(Rollback, request.Folder, ct));
        step.Expect(
            "exit code of the rollback that is killed",
            ends[^1].ExitCode,
            Is.EqualTo(Killed)
        );
        RunFolder.Rewrite(request);
    }

    private Fingerprint Look() => surroundings.LookBetweenRuns(world.Trees);

    private async Task<Fingerprint> SettledAsync(CancellationToken ct)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var now = Look();
            if (before.Differences(now).Count == 0 || Stopwatch.GetElapsedTime(since) > Settling)
                return now;
            await Task.Delay(BetweenLooks, ct);
        }
    }

    private void Compare(Step step, RunRequest request, Fingerprint now)
    {
        // The cell's lab is the machine of the run: nothing comes into it but by the run, though others can take from it.
        var ownership = new Ownership(
            isShared: false,
            OwnCalls.Of(request.Folder),
            [.. world.Trees, request.Folder]
        );
        foreach (var (kind, things) in Compared)
            step.Expect(
                $"{things} that are not as before",
                before.Of(kind).Differences(now.Of(kind)).Where(ownership.IsOurs),
                Is.Empty
            );
        var journal = RunFolder.JournalOf(request.Folder).Read();
        step.Expect(
            "acts that the journal still holds open",
            journal
                .Open.Select(entry => $"{entry.Undo}")
                .Concat(journal.Lost.Select(id => $"act {id}, of which nothing is known")),
            Is.Empty
        );
        step.Expect("damaged lines of the journal", journal.Damages, Is.Empty);
    }

    private static void Keep(Step step, RunRequest request, List<DrilledEnd> ends)
    {
        foreach (var name in new[] { Journal.FileName, RunFolder.RecordName })
            if (Path.Combine(request.Folder, name) is var file && File.Exists(file))
                step.Keep(name, File.ReadAllText(file));
        step.Keep(
            "said.txt",
            string.Join(
                "\n\n",
                ends.Select(end => $"exit {end.ExitCode}\n{end.Stdout}\n{end.Stderr}")
            )
        );
    }
}
