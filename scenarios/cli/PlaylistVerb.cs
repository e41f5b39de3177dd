using System.CommandLine;
using System.Globalization;
using Verify.Scenarios.Lint;

namespace Verify.Scenarios.Cli;

/// <summary>Holds a playlist against the standard: <c>playlist lint FILE|URL</c>.</summary>
internal sealed class PlaylistVerb()
    : Verb("playlist", "Check a playlist against RFC 8216: playlist lint.")
{
    private const int Interrupted = 130;

    // An hour of watching is a task for a scenario.
    private const double LongestWatch = 3600;

    private readonly Argument<string> source = new("FILE|URL")
    {
        Description = "A media or multivariant playlist: a file, or an http or https address.",
    };
    private readonly Option<string?> watch = new("--watch")
    {
        Description =
            "Reload a live playlist for SECONDS, as a player does. Default: three target durations, at most 30 s. 0 reads it once.",
        HelpName = "SECONDS",
    };
    private readonly Option<bool> strict = new("--strict")
    {
        Description = "Stop at the first syntax error, even if players tolerate it.",
    };
    private readonly Option<bool> json = new("--json") { Description = "Print JSON." };

    protected override void Build(System.CommandLine.Command command)
    {
        var lint = new System.CommandLine.Command(
            "lint",
            "Check a playlist, and reload a live one as a player does; print findings, worst first."
        )
        {
            source,
            watch,
            strict,
            json,
        };
        lint.SetAction(parsed =>
        {
            var request = new LintRequest(
                parsed.GetValue(source)!,
                Seconds(parsed.GetValue(watch)),
                parsed.GetValue(strict)
            );
            return RunAsync(request, parsed.GetValue(json), Interrupt.FromSignals())
                .GetAwaiter()
                .GetResult();
        });
        command.Add(lint);
    }

    private static async Task<int> RunAsync(LintRequest request, bool json, CancellationToken stop)
    {
        try
        {
            var report = await PlaylistLint.RunAsync(request, Console.Error, stop);
            Console.WriteLine(json ? LintJson.Of(report) : LintTable.Of(report));
            if (report.Malformed is { } first)
                Console.Error.WriteLine($"verify: {first}");
            return report.ExitCode;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Interrupted;
        }
    }

    private static TimeSpan? Seconds(string? text) =>
        text is null ? null
        : double.TryParse(
            text,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var seconds
        )
        && seconds <= LongestWatch
            ? TimeSpan.FromSeconds(seconds)
        : throw new UsageError(
            $"--watch: '{text}' is not understood. Allowed: seconds from 0 to {LongestWatch:0}, such as 20."
        );
}
