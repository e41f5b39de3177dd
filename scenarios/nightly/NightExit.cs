using Verify.Reports.Nightly;

namespace Verify.Scenarios.Nightly;

/// <summary>What a night comes to: one word, why, and one exit code.</summary>
internal sealed record NightExit(string Status, string? Why, int ExitCode)
{
    private const int LeftChanged = 5;
    private const int Interrupted = 130;
    private const int Fail = 1;
    private const int Broken = 3;
    private const int Inconclusive = 4;

    // The worst first: what has to be mended by hand; a night that was stopped, and knows less than it seems; what is
    // known to be wrong; what could not be carried out; what could not tell.
    private static readonly int[] WorstFirst =
    [
        LeftChanged,
        Interrupted,
        Fail,
        Broken,
        Inconclusive,
        0,
    ];

    /// <param name="gate">A figure that is worse fails the night.</param>
    public static NightExit Of(
        IReadOnlyList<NightJob> jobs,
        IReadOnlyList<JobLeftOut> leftOut,
        bool interrupted,
        bool gate,
        string? lost
    )
    {
        var worse = jobs.SelectMany(job => job.Figures).Count(one => one.Move == FigureMove.Worse);
        int[] codes =
        [
            .. jobs.Select(CodeOf),
            .. interrupted ? [Interrupted] : Array.Empty<int>(),
            .. gate && worse > 0 ? [Fail] : Array.Empty<int>(),
            .. lost is not null ? [Broken] : Array.Empty<int>(),
            // A night in which nothing ran can tell nothing.
            .. jobs.Count == 0 ? [Inconclusive] : Array.Empty<int>(),
        ];
        var exit = WorstFirst.First(codes.Contains);
        var why = Reasons(jobs, leftOut, lost, gate ? worse : 0);
        return exit switch
        {
            LeftChanged => new("Left changed", why, exit),
            Interrupted => new("Interrupted", why, exit),
            Fail => new("Failed", why, exit),
            Broken => new("Broken", why, exit),
            Inconclusive => new("Inconclusive", why, exit),
            _ => new(why is null ? "Complete" : "Partially verified", why, exit),
        };
    }

    // A program that was killed, or refused its own words, could not be carried out.
    private static int CodeOf(NightJob job) =>
        WorstFirst.Contains(job.ExitCode) ? job.ExitCode : Broken;

    private static string? Reasons(
        IReadOnlyList<NightJob> jobs,
        IReadOnlyList<JobLeftOut> leftOut,
        string? lost,
        int worse
    )
    {
        string[] parts =
        [
            .. jobs.Where(job => job.ExitCode != 0)
                .GroupBy(job => job.Word)
                .Select(group => $"{group.Key}: {Names(group.Select(job => job.Name))}"),
            .. Part(
                "passed in part",
                jobs.Where(job => job is { ExitCode: 0, IsWhole: false }).Select(job => job.Name)
            ),
            .. Part("not run", leftOut.Where(job => !job.OnRequest).Select(job => job.Name)),
            .. Part(
                "left out on request",
                leftOut.Where(job => job.OnRequest).Select(job => job.Name)
            ),
            .. worse > 0
                ? [$"--gate: {worse} headline figure{(worse == 1 ? " is" : "s are")} worse"]
                : Array.Empty<string>(),
            .. lost is null ? Array.Empty<string>() : [lost],
        ];
        return parts.Length == 0 ? null : string.Join("; ", parts);
    }

    private static string[] Part(string what, IEnumerable<string> names) =>
        names.ToList() is { Count: > 0 } some ? [$"{what}: {Names(some)}"] : [];

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);
}
