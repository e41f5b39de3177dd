using System.CommandLine;
using System.Text;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Load;
using Verify.Scenarios.Output;
using Verify.Swarm.Tally;

namespace Verify.Scenarios.Cli.Load;

/// <summary>The swarm on its own, against any HLS URL.</summary>
internal sealed class LoadVerb()
    : Verb("load", "Send a swarm of HLS viewers to a URL, and judge what they saw.")
{
    private const int Interrupted = 130;

    private readonly Argument<string?> url = new("URL")
    {
        Description = "The http or https address of a media or multivariant playlist.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly LoadOptions options = new();
    private readonly Option<bool> metrics = new("--metrics")
    {
        Description = "List the metrics that a threshold can limit.",
    };
    private readonly Option<bool> json = new("--json")
    {
        Description = "Print a JSON summary on stdout; progress goes to stderr.",
    };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(url);
        options.AddTo(command);
        command.Add(metrics);
        command.Add(json);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(metrics))
            {
                Console.WriteLine(MetricList.Text());
                return 0;
            }
            var request = options.Read(
                parsed,
                parsed.GetValue(url)
                    ?? throw new UsageError(
                        "load: which playlist? Give its URL, such as http://127.0.0.1:17080/stream.m3u8. Try ./run.ps1 load --help."
                    )
            );
            return RunAsync(request, parsed.GetValue(json), Interrupt.FromSignals())
                .GetAwaiter()
                .GetResult();
        });
    }

    private static async Task<int> RunAsync(LoadRequest request, bool json, CancellationToken stop)
    {
        try
        {
            var outcome = await new LoadRun(request).RunAsync(
                (target, plan) => Begin(request, target, plan),
                stop
            );
            if (json)
                JsonOutput.Write(LoadJson.Of(outcome));
            else
                Console.WriteLine(LoadSummary.Of(outcome));
            return outcome.ExitCode;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("verify: interrupted before any viewer came");
            return Interrupted;
        }
    }

    // Standard output is the summary's: what watches stands beside it.
    private static LoadView Begin(LoadRequest request, LoadTarget target, SwarmPlan plan)
    {
        var heading = LoadText.Heading(request, target, plan);
        return new(
            Terminal.OnStandardError() is { } terminal
                ? new LiveLoadDisplay(terminal, heading, Bars())
                : new PlainLoadDisplay(Console.Error, heading),
            TimeProvider.System
        );
    }

    private static string Bars() =>
        Console.OutputEncoding.CodePage == Encoding.UTF8.CodePage
            ? Sparkline.Blocks
            : Sparkline.Ascii;
}
