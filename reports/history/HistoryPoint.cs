using System.Text.Json.Serialization;
using Verify.Reports.Allure;
using Verify.Reports.Tree;

namespace Verify.Reports.History;

/// <summary>A run in the history, in the form in which Allure keeps its own: one JSON line.</summary>
/// <param name="Uuid">The same for the same run, however often it is added.</param>
/// <param name="Timestamp">When the run started, not when a report of it was made.</param>
/// <param name="TestResults">By <see cref="HistoryTest.HistoryId"/>.</param>
/// <param name="MadeOf">What the run was made of, beside the machine; Allure passes it over.</param>
internal sealed record HistoryPoint(
    string Uuid,
    string Name,
    long Timestamp,
    IReadOnlyList<string> KnownTestCaseIds,
    IReadOnlyDictionary<string, HistoryTest> TestResults,
    IReadOnlyDictionary<string, double> Metrics,
    string Url,
    [property: JsonPropertyName("world")] string? MadeOf
)
{
    public static HistoryPoint Of(RunTree tree)
    {
        var tests = new AllureTests(tree, null).All().ToList();
        return new(
            AllureId.Uuid(tree.Run),
            tree.Run,
            When.Milliseconds(tree.Started),
            [.. tests.Select(test => AllureId.TestCase(test))],
            tests
                .GroupBy(AllureId.History)
                .ToDictionary(same => same.Key, same => HistoryTest.Of(same.First())),
            AllureMetrics
                .Of(tree)
                .GroupBy(metric => metric.Key)
                // As Allure does with a key that a run has several of.
                .ToDictionary(same => same.Key, same => same.Average(metric => metric.Value)),
            "",
            WhatMade(tree)
        );
    }

    // A working copy with changes of its own may be another one each time.
    private static string? WhatMade(RunTree tree) =>
        tree.Environment.LastOrDefault(fact => fact.Name == "verify")?.Value is { } commit
        && !commit.EndsWith("-dirty", StringComparison.Ordinal)
            ? AllureId.Hash([
                commit,
                .. tree
                    .Parameters.OrderBy(p => p.Key, StringComparer.Ordinal)
                    .Select(p => $"{p.Key}={p.Value}"),
            ])
            : null;
}

/// <summary>What became of a step in a run of the history.</summary>
internal sealed record HistoryTest(
    string Id,
    string Name,
    string FullName,
    string Environment,
    string Status,
    string? Message,
    long Start,
    long Stop,
    long Duration,
    string Url,
    string HistoryId
)
{
    // Allure's name for the only one there is.
    private const string TheEnvironment = "default";

    public static HistoryTest Of(AllureResult test) =>
        new(
            AllureId.Result(test),
            test.Name,
            test.FullName,
            TheEnvironment,
            test.Status,
            test.StatusDetails?.Message,
            test.Start,
            test.Stop,
            test.Stop - test.Start,
            "",
            AllureId.History(test)
        );
}
