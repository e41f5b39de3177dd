using System.Text.Json.Serialization;
using Verify.Engine;

namespace Verify.Reports.Nightly;

/// <summary>A night as it ended: what every report of it is rendered from.</summary>
/// <param name="Folder">The night's folder; runs are named relative to it.</param>
/// <param name="Status">As a run's conclusion: Complete, Partially verified, Failed, ...</param>
/// <param name="Machine">Facts that decide whether figures can be compared.</param>
/// <param name="Notes">What is wrong beside the jobs: lines of the history that cannot be read.</param>
public sealed record Night(
    string Id,
    DateTimeOffset Started,
    double Seconds,
    string Folder,
    string Commit,
    IReadOnlyDictionary<string, string> Machine,
    IReadOnlyList<NightJob> Jobs,
    IReadOnlyList<JobLeftOut> LeftOut,
    string Status,
    string? Why,
    int ExitCode,
    IReadOnlyList<string> Notes
)
{
    /// <summary>The page to start from, in the night's folder; null where there is none.</summary>
    [JsonIgnore]
    public string? Page { get; init; }

    public IEnumerable<(NightJob Job, FigureChange Figure)> Of(FigureMove move) =>
        from job in Jobs
        from figure in job.Figures
        where figure.Move == move
        select (job, figure);
}

/// <summary>A job of a night, as it ended.</summary>
/// <param name="Why">Why it is not a whole pass; null where it is.</param>
/// <param name="Run">The run's folder, relative to the night's; null where it left none.</param>
/// <param name="NotCompared">Why its figures were not compared; null where they could be.</param>
public sealed record NightJob(
    string Name,
    Verdict Verdict,
    int ExitCode,
    double Seconds,
    string? Why,
    string? Run,
    IReadOnlyList<FigureChange> Figures,
    string? NotCompared
)
{
    // The exit codes that say more than the verdict does (design: the command line).
    private const int LeftChanged = 5;
    private const int Interrupted = 130;

    /// <summary>A picture of its figures over the nights, relative to the night's folder; null where there is none.</summary>
    public string? Plot { get; init; }

    /// <summary>What its program said, relative to the night's folder; null where it was not begun.</summary>
    public string? Said { get; init; }

    [JsonIgnore]
    public string Word =>
        ExitCode switch
        {
            LeftChanged => "left changed",
            Interrupted => "interrupted",
            0 when !IsWhole => "partial",
            _ => Verdict.Word(),
        };

    /// <summary>Passed, with nothing of it left out.</summary>
    [JsonIgnore]
    public bool IsWhole => ExitCode == 0 && Why is null;

    /// <summary>The verdict whose tone its word has.</summary>
    internal Verdict Shown =>
        ExitCode is LeftChanged ? Verdict.Broken
        : ExitCode == 0 && !IsWhole ? Verdict.Inconclusive
        : Verdict;
}

/// <summary>A job that was not run, and why.</summary>
/// <param name="OnRequest">Left out with --only or --exclude.</param>
public sealed record JobLeftOut(string Name, string Why, bool OnRequest);
