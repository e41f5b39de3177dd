using System.CommandLine;
using Verify.Engine.Labs;
using Verify.Fixtures.Encoder;
using Verify.Fixtures.Packages;
using Verify.Instruments.Statistics;
using Verify.Origin.Profile;
using Verify.Scenarios.Bench;
using Verify.Scenarios.Hls;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.Cli;

/// <summary>Measures a part of Verify itself.</summary>
internal sealed class BenchVerb()
    : Verb(
        "bench",
        "Compare the swarm with wrk and an FFmpeg viewer, or time the linearizability check: bench swarm, bench histories."
    )
{
    private const string Swarm = "swarm";

    // An interval of 95 % needs a few; beyond this a run takes minutes and tells no more.
    private const int UsualPairs = 6;
    private const int QuickPairs = 3;
    private const int MostPairs = 30;

    private readonly Option<bool> quick = new("--quick")
    {
        Description = $"Measure {QuickPairs} pairs and no capacity; takes less than 90 s.",
    };
    private readonly Option<bool> capacity = new("--capacity")
    {
        Description = "Measure only the capacity: how many viewers the swarm can run.",
    };
    private readonly Option<int?> pairs = new("--pairs")
    {
        Description =
            $"Pairs of blocks per cost figure, {RatioOfPairs.Fewest} to {MostPairs} (default {UsualPairs}).",
    };
    private readonly Option<bool> json = new("--json")
    {
        Description =
            "Print the figures and their samples as JSON on stdout; progress goes to stderr.",
    };
    private readonly Option<bool> noInstall = new("--no-install")
    {
        Description = "Never install a missing package.",
    };
    private readonly Option<bool> noLab = new("--no-lab")
    {
        Description = "Run directly on this machine, for systems that refuse namespaces.",
    };

    protected override void Build(System.CommandLine.Command command)
    {
        var swarm = new System.CommandLine.Command(
            Swarm,
            "Measure CPU per request and per GB against wrk, memory against FFmpeg, and the number of viewers that the swarm can run."
        );
        foreach (var option in new Option[] { quick, capacity, pairs, json, noInstall, noLab })
            swarm.Add(option);
        swarm.SetAction(parsed =>
        {
            var plan = Plan(parsed);
            if (Lab.IsInside)
            {
                var interrupted = LifeLine.Watch();
                Lab.Arrange(SwarmBench.Services);
                return Run(plan, parsed.GetValue(json), interrupted);
            }
            Installation
                .EnsureAsync(
                    SwarmBench.Services,
                    !parsed.GetValue(noInstall),
                    Console.Error,
                    default
                )
                .GetAwaiter()
                .GetResult();
            if (parsed.GetValue(noLab))
            {
                HostChecks.MustBeFree(Profiles.Shipped.Origin.Get(Profiles.Default).Server.Port);
                return Run(plan, parsed.GetValue(json), Interrupt.FromSignals());
            }
            // A network of its own: no port is taken there, and nothing else talks on its loopback.
            return LabEntry.Run(
                LabEntry.FindAsync(default).GetAwaiter().GetResult(),
                [Name, Swarm, .. Words(parsed)]
            );
        });
        command.Add(swarm);
        command.Add(BenchHistories.Command());
    }

    private SwarmBenchPlan Plan(ParseResult parsed)
    {
        var (isQuick, only) = (parsed.GetValue(quick), parsed.GetValue(capacity));
        if (isQuick && only)
            throw new UsageError(
                "--quick leaves out the capacity and --capacity everything else. Give only one of them."
            );
        var count = parsed.GetValue(pairs) ?? (isQuick ? QuickPairs : UsualPairs);
        return count is >= RatioOfPairs.Fewest and <= MostPairs
            ? new(Cost: !only, Capacity: !isQuick, count)
            : throw new UsageError(
                $"--pairs {count} is not allowed: {RatioOfPairs.Fewest} to {MostPairs}."
            );
    }

    // What is said inside again.
    private IEnumerable<string> Words(ParseResult parsed) =>
        new[] { quick, capacity, json }
            .Where(option => parsed.GetValue(option))
            .Select(option => option.Name)
            .Concat(parsed.GetValue(pairs) is { } count ? [pairs.Name, $"{count}"] : []);

    private static int Run(SwarmBenchPlan plan, bool asJson, CancellationToken stop)
    {
        var screen = new BenchScreen();
        try
        {
            var figures = new SwarmBench(plan, screen).RunAsync(stop).GetAwaiter().GetResult();
            BenchScreen.Clear();
            if (asJson)
                JsonOutput.Write(
                    BenchReport.Document(
                        HostFacts
                            .FactsAsync(SwarmBench.Services, null, default)
                            .GetAwaiter()
                            .GetResult(),
                        figures
                    )
                );
            else
                Console.Write(BenchReport.Table(figures));
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

    private const int InterruptedExit = 130;
}
