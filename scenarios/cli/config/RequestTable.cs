using System.Text.Json.Nodes;
using Verify.Instruments.Nginx.Requests;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.Cli.Config;

/// <summary>What a change of a configuration does to requests, for people and as JSON.</summary>
internal static class RequestTable
{
    private const int FewWitnesses = 3;

    public static string Of(RequestReport report)
    {
        var table = new TextTable("request", "answered before by", "answered now by");
        foreach (var change in report.Changes)
        {
            table.Add(
                CutText.Of($"{change.Witnesses[0]}"),
                CutText.Of(change.Before ?? "nobody"),
                change.After == change.Before ? "the same" : CutText.Of(change.After ?? "nobody")
            );
            table.Remark(Below(change));
        }
        return table.IsEmpty ? "" : $"{table}\n";
    }

    /// <summary>One sentence for the end, or none where nothing at all differs.</summary>
    public static string Summary(RequestReport report)
    {
        var (other, moved) = (
            report.Changes.Where(it => it.Differences.Count > 0).Sum(it => it.Witnesses.Count),
            report.Changes.Where(it => it.Differences.Count == 0).Sum(it => it.Witnesses.Count)
        );
        var own =
            report.Own == 0
                ? ""
                : $" Of your own {report.Own:N0}, {report.Changes.Where(it => it.Differences.Count > 0).Sum(it => it.Asked):N0} are answered differently.";
        return (
                report.IsSameEverywhere ? "Requests: the same everywhere."
                : other + moved == 0
                    ? $"Requests: none of {report.Witnesses:N0} witnesses is answered differently. That others are not is not shown: {string.Join("; ", report.NotShown)}."
                : $"Requests: {other:N0} of {report.Witnesses:N0} witnesses are answered differently"
                    + (moved == 0 ? "." : $", {moved:N0} by another place in the same way.")
            ) + own;
    }

    public static JsonObject Json(RequestReport report) =>
        new()
        {
            ["sameEverywhere"] = report.IsSameEverywhere,
            ["witnesses"] = report.Witnesses,
            ["own"] = report.Own,
            ["notShown"] = JsonOutput.List(report.NotShown.Select(why => (JsonNode?)why)),
            ["changes"] = JsonOutput.List(report.Changes.Select(Json)),
        };

    private static IEnumerable<string> Below(RequestChange change)
    {
        foreach (var it in change.Differences)
            yield return $"{it.Directive}: {Shown(it.Before)} -> {Shown(it.After)}"
                + (
                    it.Before == it.After ? " (what it names or is made with is another)"
                    : it.IsCertain ? ""
                    : " (it depends on the request)"
                );
        if (change.Differences.Count == 0)
            yield return "nothing else is different for it";
        if (change.Witnesses.Count > 1)
            yield return $"the same for {change.Witnesses.Count - 1:N0} more: "
                + string.Join(
                    ", ",
                    change.Witnesses.Skip(1).Take(FewWitnesses).Select(it => it.Path)
                )
                + (change.Witnesses.Count > FewWitnesses + 1 ? ", ..." : "");
        if (change.Asked > 0)
            yield return $"{change.Asked:N0} of your own requests";
    }

    private static string Shown(string value) => value.Length == 0 ? "not set" : CutText.Of(value);

    private static JsonObject Json(RequestChange change) =>
        new()
        {
            ["before"] = change.Before,
            ["after"] = change.After,
            ["own"] = change.Asked,
            ["differences"] = JsonOutput.List(
                change.Differences.Select(it => new JsonObject
                {
                    ["directive"] = it.Directive,
                    ["before"] = it.Before,
                    ["after"] = it.After,
                    ["certain"] = it.IsCertain,
                })
            ),
            ["witnesses"] = JsonOutput.List(
                change.Witnesses.Select(it => new JsonObject
                {
                    ["listener"] = $"{it.Listener}",
                    ["host"] = it.Host,
                    ["path"] = it.Path,
                })
            ),
        };
}
