using System.Globalization;
using Verify.Engine.Drill;
using Verify.Engine.Interruptions;
using Verify.Engine.Labs;
using Verify.Engine.Recoveries;
using Verify.Engine.Secrets;
using Verify.Engine.Trust;
using Verify.Reports;
using Verify.Reports.ConsoleOutput;
using Verify.Reports.Json;
using Verify.Reports.Record;
using Verify.Reports.Tree;

namespace Verify.Scenarios.Cli.Drills;

/// <summary>A drill from its rehearsal to its reports.</summary>
internal sealed class DrillRun(
    Scenario scenario,
    DrillAsked asked,
    LabKind kind,
    CancellationToken interrupted
)
{
    private const int InterruptedExit = 130;

    private readonly CellLab lab = new(kind, scenario.Name);

    /// <summary>Prints the cells.</summary>
    public int Print()
    {
        var scratch = TemporaryFolder.Make("verify-drill-");
        try
        {
            var cells = DrillCells.Of(Rehearse(scratch), asked);
            var table = new TextTable("cell", "subject", "way", "cut point", "where");
            foreach (var cell in cells)
                table.Add(
                    cell.Id,
                    cell.Subject,
                    cell.Interruption.Way.Word(),
                    cell.Interruption.At.Word(),
                    cell.Title
                );
            Console.Write(table);
            Console.WriteLine($"{cells.Count} cells, {asked.Parallel} at a time");
            return 0;
        }
        catch (OperationCanceledException)
        {
            return InterruptedExit;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    public int CarryOut(string parent, bool json)
    {
        var id = RunFolder.NewId($"drill-{scenario.Name}", TimeProvider.System.GetUtcNow());
        var request = new RunRequest(id, scenario.Name, Path.Combine(parent, id))
        {
            Phases = asked.Phases,
            Parameters = Parameters(),
            Json = json,
            Environment = HostFacts
                .FactsAsync(scenario.Services, kind, default)
                .GetAwaiter()
                .GetResult(),
        };
        RunFolder.Create(request);
        using var turn = RunLock.Take(request.Folder);
        var labs = Path.Combine(request.Folder, "cells");
        try
        {
            return CarryOut(request, Rehearse(labs));
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("verify: interrupted in the rehearsal; nothing was drilled.");
            return InterruptedExit;
        }
        finally
        {
            Directory.Delete(labs, recursive: true);
        }
    }

    private int CarryOut(RunRequest request, IReadOnlyList<Rehearsal> rehearsals)
    {
        var cells = DrillCells.Of(rehearsals, asked);
        var console = request.Json
            ? Consoles.ForStandardError(request.Folder)
            : Consoles.ForStandardOutput(request.Folder, TimeProvider.System);
        using var closing = console as IDisposable;
        using var writer = new RecordWriter(
            RunFolder.RecordOf(request.Folder),
            [new FileReports(request.Folder), console],
            SecretMask.OfThisProgram(),
            TimeProvider.System
        );
        var record = new DrillRecord(writer, request.Folder, cells);
        record.Start(
            request,
            $"{scenario.Title}: interrupted everywhere, and rolled back",
            DrillCells.Phases(rehearsals, cells, asked)
        );
        var finished = new Drill(
            request,
            lab,
            record,
            asked.Parallel,
            asked.Kills is null ? 1 : DrillCells.Together,
            interrupted
        ).Run(cells);
        if (request.Json)
            Console.WriteLine(
                JsonSummary.Render(
                    RunTree.Of(RunRecord.Read(RunFolder.RecordOf(request.Folder))),
                    request.Folder
                )
            );
        return finished.ExitCode == 0 && writer.Failed.Count > 0
            ? Verdict.Broken.ExitCode()
            : finished.ExitCode;
    }

    private IReadOnlyList<Rehearsal> Rehearse(string folder) =>
        [
            .. scenario.Drills.Select(subject =>
            {
                Console.Error.WriteLine(
                    $"verify: rehearsing, to find out where it can be interrupted: {subject.Title}"
                );
                return lab.Rehearse(
                    subject.Name,
                    Path.Combine(folder, $"rehearsal-{subject.Name}"),
                    interrupted
                );
            }),
        ];

    private Dictionary<string, string> Parameters()
    {
        var given = new Dictionary<string, string>
        {
            ["drill"] =
                asked.Kills is { } kills
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"{kills} random kills, seed {asked.Seed}"
                    )
                : asked.Quick ? "the most telling cells"
                : "all cells",
            ["parallel"] = $"{asked.Parallel}",
        };
        return given;
    }
}
