using Verify.Reports.Tree;

namespace Verify.Reports.History;

/// <summary>Steps whose verdict changed between runs of the same commit with the same parameters.</summary>
internal static class FlakySteps
{
    // As many runs as Allure looks back for its own mark.
    private const int RunsBack = 5;

    private static readonly string[] Telling = ["passed", "failed", "broken"];

    /// <returns>The history ids of those steps of a run.</returns>
    public static HashSet<string> Of(HistoryPoint run, IReadOnlyList<HistoryPoint> before)
    {
        var alike = before
            .Where(point => point.MadeOf is not null && point.MadeOf == run.MadeOf)
            .TakeLast(RunsBack)
            .Append(run)
            .ToList();
        return
        [
            .. run.TestResults.Keys.Where(test =>
                alike
                    .Select(point => point.TestResults.GetValueOrDefault(test))
                    .OfType<HistoryTest>()
                    .Where(result => Telling.Contains(result.Status) && !WasCutOff(result))
                    .Select(result => result.Status)
                    .Distinct()
                    .Take(2)
                    .Count() > 1
            ),
        ];
    }

    private static bool WasCutOff(HistoryTest result) =>
        result.Message?.StartsWith(Standing.CutOff.Word, StringComparison.Ordinal) ?? false;
}
