using System.CommandLine;
using Verify.Engine.Labs;
using Verify.Fixtures.Packages;
using Verify.Instruments.Statistics;
using Verify.Scenarios.Bench;
using Verify.Scenarios.Bench.Cdn;

namespace Verify.Scenarios.Cli;

/// <summary>bench cdn-edge.</summary>
internal static class CdnBenchCommand
{
    private const string Name = "cdn-edge";

    private const int UsualPairs = 6;
    private const int MostPairs = 30;

    public static System.CommandLine.Command Make(string verb)
    {
        var pairs = new Option<int>("--pairs")
        {
            Description = $"Pairs of blocks per figure, {RatioOfPairs.Fewest} to {MostPairs}.",
            DefaultValueFactory = _ => UsualPairs,
        };
        var json = BenchRun.Json();
        var noInstall = new Option<bool>("--no-install")
        {
            Description = "Never install a missing package.",
        };
        var command = new System.CommandLine.Command(
            Name,
            "Measure CPU per request of the cached API against the uncached one and Redis alone, the latency of its hits under load, and the edge's hits per second against nginx on a file."
        )
        {
            pairs,
            json,
            noInstall,
        };
        command.SetAction(parsed =>
        {
            var count = parsed.GetValue(pairs);
            if (count is < RatioOfPairs.Fewest or > MostPairs)
                throw new UsageError(
                    $"--pairs {count} is not allowed: {RatioOfPairs.Fewest} to {MostPairs}."
                );
            var asJson = parsed.GetValue(json);
            if (Lab.IsInside)
            {
                var interrupted = LifeLine.Watch();
                Lab.Arrange(CdnBench.Services);
                return BenchRun.Show(
                    screen => new CdnBench(count, screen).RunAsync(interrupted),
                    CdnBench.Services,
                    BenchTitles.Cdn,
                    asJson,
                    interrupted
                );
            }
            Installation
                .EnsureAsync(CdnBench.Services, !parsed.GetValue(noInstall), Console.Error, default)
                .GetAwaiter()
                .GetResult();
            return LabEntry.Run(
                LabEntry.FindAsync(default).GetAwaiter().GetResult(),
                [verb, Name, pairs.Name, $"{count}", .. asJson ? new[] { json.Name } : []]
            );
        });
        return command;
    }
}
