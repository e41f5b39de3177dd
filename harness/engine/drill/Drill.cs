using System.Diagnostics;

namespace Verify.Engine;

/// <summary>Carries a drill's cells out, several at a time, and keeps the one record of it.</summary>
/// <param name="parallel">How many labs at a time.</param>
/// <param name="together">How many cells share a lab: one, or for random kills a few, which come one after another.</param>
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
        var batches = new Queue<DrillCell[]>(cells.Chunk(together));
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
                CarryOut(batch);
        }

        DrillCell[]? Next()
        {
            lock (turn)
                return !interrupted.IsCancellationRequested && batches.TryDequeue(out var batch)
                    ? batch
                    : null;
        }
    }

    private void CarryOut(DrillCell[] batch)
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
            return;
        foreach (var cell in batch)
            record.Add(cell, end, folder, batch.Length == 1 ? watch.Elapsed.TotalSeconds : null);
        Directory.Delete(folder, recursive: true);
    }
}
