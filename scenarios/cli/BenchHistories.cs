using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Verify.Instruments.Histories.Linearizability;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Bench;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.Cli;

/// <summary>Times the check of linearizability: <c>bench histories</c>.</summary>
internal static class BenchHistories
{
    // What a scenario checks, and the time in which it should be.
    private const int UsualOperations = 10_000;
    private const int UsualClients = 20;
    private const double GoalMs = 1000;

    // Fewer have no read after two writes; more take minutes and tell no more.
    private const int FewestOperations = 1000;
    private const int MostOperations = 1_000_000;
    private const int MostClients = 100;

    public static System.CommandLine.Command Command()
    {
        var operations = new Option<int>("--operations")
        {
            Description =
                $"Operations in each history, {FewestOperations} to {MostOperations} (default {UsualOperations}).",
            DefaultValueFactory = _ => UsualOperations,
        };
        var clients = new Option<int>("--clients")
        {
            Description =
                $"Clients that run at the same time, 1 to {MostClients} (default {UsualClients}).",
            DefaultValueFactory = _ => UsualClients,
        };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new System.CommandLine.Command(
            "histories",
            "Measure how long the linearizability check takes on simulated histories; needs no service."
        )
        {
            operations,
            clients,
            json,
        };
        command.SetAction(parsed =>
        {
            var times = HistoryBench.Run(
                Within(
                    parsed.GetValue(operations),
                    operations.Name,
                    FewestOperations,
                    MostOperations
                ),
                Within(parsed.GetValue(clients), clients.Name, 1, MostClients),
                Interrupt.FromSignals()
            );
            if (parsed.GetValue(json))
                JsonOutput.Write(
                    new JsonObject { ["histories"] = JsonOutput.List(times.Select(Document)) }
                );
            else
                Console.Write(Table(times));
            return (
                times.Any(one =>
                    one.Verdicts.Any(verdict => verdict == LinearizabilityVerdict.CannotTell)
                )
                    ? Verdict.Inconclusive
                : times.Any(one => !one.IsRight) ? Verdict.Broken
                : times.Any(one => one.WorstMs > GoalMs) ? Verdict.Fail
                : Verdict.Pass
            ).ExitCode();
        });
        return command;
    }

    private static JsonObject Document(HistoryTime one) =>
        new()
        {
            ["history"] = one.Kind,
            ["right"] = one.IsRight,
            ["medianMs"] = one.MedianMs,
            ["worstMs"] = one.WorstMs,
            ["configurations"] = one.Configurations,
        };

    private static string Table(IReadOnlyList<HistoryTime> times)
    {
        var table = new TextTable("history", "verdict", "median", "worst", "configurations");
        foreach (var one in times)
            table.Add(
                one.Kind,
                string.Join(", ", one.Verdicts.Distinct().Select(Word))
                    + (one.IsRight ? "" : " (wrong)"),
                string.Create(CultureInfo.InvariantCulture, $"{one.MedianMs:0} ms"),
                string.Create(CultureInfo.InvariantCulture, $"{one.WorstMs:0} ms"),
                string.Create(CultureInfo.InvariantCulture, $"{one.Configurations:#,0}")
            );
        return table.ToString();
    }

    private static string Word(LinearizabilityVerdict verdict) =>
        verdict switch
        {
            LinearizabilityVerdict.Linearizable => "linearizable",
            LinearizabilityVerdict.NotLinearizable => "not linearizable",
            _ => "cannot tell",
        };

    private static int Within(int value, string name, int least, int most) =>
        value >= least && value <= most
            ? value
            : throw new UsageError($"{name} {value} is not allowed: {least} to {most}.");
}
