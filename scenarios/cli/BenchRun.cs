using System.CommandLine;
using Verify.Engine.Labs;
using Verify.Fixtures.Encoder;
using Verify.Scenarios.Bench;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.Cli;

/// <summary>A bench that is carried out and shown: as a table or a document, and as an exit code.</summary>
internal static class BenchRun
{
    private const int InterruptedExit = 130;

    public static Option<bool> Json() =>
        new("--json")
        {
            Description =
                "Print the figures and their samples as JSON on stdout; progress goes to stderr.",
        };

    public static int Show(
        Func<BenchScreen, Task<IReadOnlyList<BenchFigure>>> measure,
        IReadOnlyList<Service> services,
        BenchTitles titles,
        bool asJson,
        CancellationToken stop
    )
    {
        try
        {
            var figures = measure(new BenchScreen()).GetAwaiter().GetResult();
            BenchScreen.Clear();
            if (asJson)
                JsonOutput.Write(
                    BenchReport.Document(
                        HostFacts.FactsAsync(services, null, default).GetAwaiter().GetResult(),
                        figures
                    )
                );
            else
                Console.Write(BenchReport.Table(figures, titles));
            return BenchReport.ExitCode(figures);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            BenchScreen.Clear();
            Console.Error.WriteLine(
                "verify: interrupted; everything that was started has been stopped."
            );
            return InterruptedExit;
        }
        catch (EncoderTooSlow slow)
        {
            BenchScreen.Clear();
            Console.Error.WriteLine($"verify: {slow.Message}");
            return Verdict.Inconclusive.ExitCode();
        }
    }
}
