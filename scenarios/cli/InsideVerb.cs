using System.CommandLine;
using Verify.Engine.Labs;
using Verify.Engine.Recoveries;
using Verify.Engine.Secrets;
using Verify.Reports;
using Verify.Reports.ConsoleOutput;
using Verify.Reports.Json;
using Verify.Reports.Record;
using Verify.Reports.Tree;

namespace Verify.Scenarios.Cli;

/// <summary>What the program does when it finds itself in a lab: the run that was asked for outside.</summary>
internal sealed class InsideVerb() : Verb(Word, "Runs in a lab; started by other verbs.")
{
    public const string Word = "inside";

    // Only for whoever looks at the processes: which run it is.
    private readonly Argument<string> folder = new("folder");

    public override bool IsHidden => true;

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(folder);
        command.SetAction(parsed =>
        {
            if (!Lab.IsInside)
                throw new UsageError(
                    "'inside' is for the program itself. Use ./run.ps1 scenario NAME."
                );
            var (request, secrets) = LabOrder.Take();
            var mask = new SecretMask(secrets);
            MaskedWriter.Cover(mask);
            var interrupted = LifeLine.Watch();
            var scenario = ScenarioCatalogue.Of(request);
            Lab.Arrange(scenario.Services);
            return Run(request, scenario, mask, interrupted);
        });
    }

    public static int Run(
        RunRequest request,
        Scenario scenario,
        SecretMask mask,
        CancellationToken interrupted
    )
    {
        // Where NUnit runs the phases it keeps Console.Out for itself: the console takes the real one here.
        var console = request.Json
            ? Consoles.ForStandardError(request.Folder)
            : Consoles.ForStandardOutput(request.Folder, TimeProvider.System);
        using var closing = console as IDisposable;
        using var turn = RunLock.Take(request.Folder);
        using var record = new RecordWriter(
            RunFolder.RecordOf(request.Folder),
            // What a drill interrupts is looked at by the drill: nobody reads its reports.
            request.Interruption
                is null
                ? [new FileReports(request.Folder), console]
                : [console],
            mask,
            TimeProvider.System
        );
        var finished = ScenarioRunner.Run(request, scenario, record, interrupted);
        if (request.Json)
            Console.WriteLine(
                JsonSummary.Render(
                    RunTree.Of(RunRecord.Read(RunFolder.RecordOf(request.Folder))),
                    request.Folder
                )
            );
        // The verdict stands in the record; but whoever waits for a log that could not be written must be told.
        return finished.ExitCode == 0 && record.Failed.Count > 0
            ? Verdict.Broken.ExitCode()
            : finished.ExitCode;
    }
}
