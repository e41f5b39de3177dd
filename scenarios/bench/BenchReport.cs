using System.Text.Json.Nodes;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Output;
using Verify.Scenarios.Paired;

namespace Verify.Scenarios.Bench;

/// <summary>A bench's figures as a table, as a document, and as an exit code.</summary>
internal static class BenchReport
{
    public static string Table(IReadOnlyList<BenchFigure> figures, BenchTitles titles)
    {
        var table = new TextTable(
            "figure",
            titles.Measured,
            titles.Beside,
            $"{titles.Measured} / {titles.Beside}",
            "goal",
            "reached"
        );
        foreach (var one in figures)
        {
            table.Add(one.Name, one.Engine, one.Peer, one.Spread, one.Goal, one.Verdict);
            table.Remark(one.Notes);
        }
        return table.ToString();
    }

    public static JsonObject Document(
        IReadOnlyDictionary<string, string> environment,
        IReadOnlyList<BenchFigure> figures
    ) =>
        new()
        {
            ["environment"] = new JsonObject(
                environment.Select(fact =>
                    KeyValuePair.Create(fact.Key, (JsonNode?)JsonValue.Create(fact.Value))
                )
            ),
            ["figures"] = JsonOutput.List(
                figures.Select(one => new JsonObject
                {
                    ["name"] = one.Name,
                    ["goal"] = one.Goal,
                    ["reached"] = one.Reached switch
                    {
                        Reached.Met => "met",
                        Reached.Missed => "notMet",
                        _ => "cannotTell",
                    },
                    ["stretch"] = one.IsStretch,
                    ["notes"] = JsonOutput.List(one.Notes.Select(note => JsonValue.Create(note))),
                    ["values"] = one.Values.DeepClone(),
                })
            ),
        };

    /// <summary>0 if all is reached, 1 if something is not, 4 if something cannot be told.</summary>
    public static int ExitCode(IReadOnlyList<BenchFigure> figures)
    {
        var asked = figures.Where(one => !one.IsStretch).Select(one => one.Reached).ToArray();
        return asked.Length == 0 ? Verdict.Inconclusive.ExitCode()
            : asked.Contains(Reached.Missed) ? Verdict.Fail.ExitCode()
            : asked.Contains(Reached.CannotTell) ? Verdict.Inconclusive.ExitCode()
            : Verdict.Pass.ExitCode();
    }
}
