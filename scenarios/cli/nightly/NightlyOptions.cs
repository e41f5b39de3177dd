using System.CommandLine;
using System.Globalization;
using Verify.Scenarios.Nightly;
using Verify.Scenarios.Nightly.History;
using Verify.Scenarios.Nightly.Jobs;
using Verify.Scenarios.Nightly.Lanes;

namespace Verify.Scenarios.Cli.Nightly;

/// <summary>What a night is asked for.</summary>
internal sealed class NightlyOptions
{
    private readonly Option<string[]> only = new("--only")
    {
        Description =
            "Run only these jobs. Give a name or its beginning, as in nginx-caching, nginx-caching/default or drill; * matches any text. Repeatable.",
    };
    private readonly Option<string[]> exclude = new("--exclude")
    {
        Description = "Leave out these jobs. Repeatable.",
    };
    private readonly Option<string?> budget = new("--budget")
    {
        Description =
            "How long the night may take, as in 30m or 1h30m. The most valuable jobs run first. A job that is not expected to finish in time is not started; a running job is not stopped.",
    };
    private readonly Option<string?> parallel = new("--parallel")
    {
        Description =
            "Number of lanes with two cores each (default: as many as fit). Jobs on different lanes share no core.",
    };
    private readonly Option<string?> history = new("--history")
    {
        Description = "The history file (default reports/out/history/nights.jsonl).",
    };
    private readonly Option<bool> gate = new("--gate")
    {
        Description =
            "Exit 1 if a headline figure is worse than in earlier nights by more than its noise. Without --gate this is only reported.",
    };
    private readonly Option<bool> noReport = new("--no-report")
    {
        Description = "Build neither the Allure reports nor the start page (index.html).",
    };
    private readonly Option<string?> folder = new("--out")
    {
        Description = "Where to create the night's folder (default reports/out).",
    };
    private readonly Option<bool> json = new("--json")
    {
        Description = "Print a JSON summary on stdout; progress goes to stderr.",
    };

    public void AddTo(System.CommandLine.Command command)
    {
        foreach (
            var option in new Option[]
            {
                only,
                exclude,
                budget,
                parallel,
                history,
                gate,
                noReport,
                folder,
                json,
            }
        )
            command.Add(option);
    }

    /// <exception cref="UsageError">A value is not what it should be, or names what is not there.</exception>
    public NightAsked Read(ParseResult parsed, IReadOnlyList<Scenario> scenarios)
    {
        var selection = JobSelection.Of(
            JobMatrix.Of(scenarios),
            Words(parsed, only),
            Words(parsed, exclude)
        );
        return new(
            selection.Jobs,
            selection.LeftOut,
            Lanes(parsed),
            parsed.GetValue(budget) is { } text ? BudgetText.Parse(text) : null,
            HistoryPath(parsed.GetValue(history)),
            NightPlace.Folder(folder.Name, ScenarioVerb.Parent(parsed.GetValue(folder))),
            parsed.GetValue(gate),
            !parsed.GetValue(noReport),
            parsed.GetValue(json)
        );
    }

    private static string[] Words(ParseResult parsed, Option<string[]> option)
    {
        string[] words =
        [
            .. (parsed.GetValue(option) ?? []).SelectMany(word =>
                word.Split(
                    ',',
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                )
            ),
        ];
        return words.Length > 0 || parsed.GetResult(option) is null
            ? words
            : throw new UsageError(
                $"{option.Name} names no job. Give one, as in {option.Name} drill; --plan lists them."
            );
    }

    private IReadOnlyList<Lane> Lanes(ParseResult parsed)
    {
        var all = Lane.Of(Processor.OfThisMachine(), Environment.ProcessorCount);
        if (parsed.GetValue(parallel) is not { } text)
            return all;
        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count >= 1
            && count <= all.Count
            ? [.. all.Take(count)]
            : throw new UsageError(
                $"--parallel {text}: give a whole number from 1 to {all.Count}. A lane has two cores to itself, and {Environment.ProcessorCount} processors make {all.Count}."
            );
    }

    private string HistoryPath(string? given) =>
        given?.Trim() == ""
            ? throw new UsageError(
                $"{history.Name} '{given}' is not a file. Give a file; it is created if it does not exist."
            )
            : NightPlace.File(
                history.Name,
                given is null ? NightHistory.UsualPath : Path.GetFullPath(given)
            );
}
