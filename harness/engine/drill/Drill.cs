using System.Diagnostics;
using Verify.Engine.Interruptions;
using Verify.Engine.Record;
using Verify.Engine.Runs;

namespace Verify.Engine.Drill;

/// <summary>Carries a drill's cells out, several at a time, and keeps the one record of it.</summary>
/// <param name="parallel">How many labs at a time.</param>
/// <param name="together">How many cells share a lab, one after another, for as long as each leaves it as it found it.</param>
public sealed class Drill(
    RunRequest request,
    CellLab lab,
    DrillRecord record,
    int parallel,
    int together,
    CancellationToken interrupted
)
{
    public RunFinished Run(IReadOnlyList<DrillCell> cells)
    {
        var batches = new Queue<DrillCell[]>(Batches(cells));
        var turn = new Lock();
        var threads = Enumerable.Range(0, parallel).Select(_ => new Thread(Work)).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        return record.End(interrupted.IsCancellationRequested);

        void Work()
        {
            while (Next() is { } batch)
                if (CarryOut(batch) is { Length: > 0 } left)
                    lock (turn)
                        batches.Enqueue(left);
        }

        DrillCell[]? Next()
        {
            lock (turn)
                return !interrupted.IsCancellationRequested && batches.TryDequeue(out var batch)
                    ? batch
                    : null;
        }
    }

    // Those that share a lab are of one subject and phase, and so in the order of the lab's record; the batches come in the order of their first cells.
    private IEnumerable<DrillCell[]> Batches(IReadOnlyList<DrillCell> cells) =>
        cells
            .Index()
            .GroupBy(cell => (cell.Item.Subject, cell.Item.Phase))
            .SelectMany(subject => subject.Chunk(together))
            .OrderBy(batch => batch[0].Index)
            .Select(batch => batch.Select(cell => cell.Item).ToArray());

    /// <returns>Those that did not get their turn: one before them left the lab changed. They get a fresh one.</returns>
    private DrillCell[] CarryOut(DrillCell[] batch)
    {
        var folder = Path.Combine(request.Folder, "cells", batch[0].Id);
        var watch = Stopwatch.StartNew();
        record.Begin(batch);
        CellEnd end;
        try
        {
            end = lab.Carry(batch, folder, record.Count, interrupted);
        }
        catch (Exception failure)
        {
            // A thread that dies of it would take the program with it, and the record's end.
            end = new([], failure.Message);
        }
        if (interrupted.IsCancellationRequested)
            return [];
        var passed = batch.TakeWhile(cell => end.Verdict(cell) == Verdict.Pass).Count();
        var had = batch.Take(passed + 1).ToArray();
        foreach (var cell in had)
            record.Add(cell, end, folder, batch.Length == 1 ? watch.Elapsed.TotalSeconds : null);
        Directory.Delete(folder, recursive: true);
        return batch[had.Length..];
    }
}
