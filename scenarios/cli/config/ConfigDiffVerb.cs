using System.CommandLine;
using System.Text.Json.Nodes;
using Verify.Instruments.Nginx.Diff;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Requests;
using Verify.Instruments.Nginx.Syntax;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Changes;
using Verify.Scenarios.Output;
using Standing = Verify.Instruments.Nginx.Inforce.Standing;

namespace Verify.Scenarios.Cli.Config;

/// <summary>What changed between two configurations, and where that counts.</summary>
internal sealed class ConfigDiffVerb()
    : Verb(
        "diff",
        "Show what a configuration change does: which requests are answered differently, then context, directive, old and new value, and each location where "
            + "the value in force changes. Exit 0 if both files could be compared, whether they differ or not (unlike diff, "
            + "Verify uses 1 for failed claims only)."
    )
{
    private readonly Argument<string> before = new("A")
    {
        Description = "The file before the change.",
    };
    private readonly Argument<string> after = new("B")
    {
        Description = "The file after the change.",
    };
    private readonly Option<bool> json = new("--json") { Description = "Print JSON." };
    private readonly Option<bool> unified = new("--unified")
    {
        Description = "Print the difference as diff -u does, included files too.",
    };

    private readonly Option<string[]> witness = new("--witness")
    {
        Description =
            "A request of your own to compare too: a path, or a file with paths or an access log. Repeatable.",
        HelpName = "PATH|FILE",
    };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(before);
        command.Add(after);
        command.Add(json);
        command.Add(unified);
        command.Add(witness);
        command.SetAction(parsed =>
        {
            var (a, b) = (
                NginxConf.Load(parsed.GetValue(before)!),
                NginxConf.Load(parsed.GetValue(after)!)
            );
            var text = parsed.GetValue(unified) ? UnifiedText.Of(a, b) : null;
            if (text is not null && !parsed.GetValue(json))
            {
                text.Write();
                return;
            }
            var requests = RequestDiff.Between(
                a,
                b,
                WitnessOption.Read(parsed.GetValue(witness) ?? [])
            );
            if (parsed.GetValue(json))
                JsonOutput.Write(Json(a, b, text, requests));
            else
                Console.Write(Table(ConfDiff.Semantic(a, b), requests));
        });
    }

    private static string Table(IReadOnlyList<ConfChange> changes, RequestReport requests)
    {
        var table = new TextTable("kind", "context", "directive", "old", "new", "at");
        foreach (var change in changes)
        {
            table.Add(
                change.Kind.Word(),
                CutText.Of(change.Context),
                change.Directive,
                CutText.Of(change.Old ?? ""),
                CutText.Of(change.New ?? ""),
                $"{change.After ?? change.Before}"
            );
            table.Remark(Below(change));
        }
        return RequestTable.Of(requests)
            + (!table.IsEmpty ? $"{table}\n" : "")
            + Summary(changes)
            + "\n"
            + (
                changes.Count == 0 && requests.Own == 0 ? "" : $"{RequestTable.Summary(requests)}\n"
            );
    }

    // A change that counts in its own context alone says nothing new below itself.
    private static IEnumerable<string> Below(ConfChange change)
    {
        if (change.Note is { } note)
            yield return note;
        if (change.Affected is [var only] && only.Context == change.Context && !IsListOf(only))
            yield break;
        foreach (var place in change.Affected)
            yield return $"in force at {place.Context}: {Shown(place.Old)} -> {Shown(place.New)}";
    }

    // One line of a list, or a line that hides others, shows what the whole becomes.
    private static bool IsListOf(AffectedPlace place) =>
        place.Old.Settings.Count > 1
        || place.New.Settings.Count > 1
        || place.Old.Standing == Standing.Inherited;

    private static string Shown(ValueInForce value) =>
        value.Settings.Count == 0 ? "not set"
        : value.Text.Length == 0 ? "set"
        : value.Text;

    private static string Summary(IReadOnlyList<ConfChange> changes) =>
        changes.Count == 0
            ? "No difference: both mean the same to nginx, and have the same comments."
            : string.Join(
                ", ",
                changes
                    .GroupBy(change => change.Kind)
                    .OrderBy(group => group.Key)
                    .Select(group => $"{group.Count()} {group.Key.Word()}")
            ) + $"; another value in force at {Places(changes)} of the servers and locations.";

    private static int Places(IEnumerable<ConfChange> changes) =>
        changes
            .SelectMany(change => change.Affected)
            .Select(place => place.Context)
            .Distinct()
            .Count();

    private static JsonObject Json(
        NginxConf a,
        NginxConf b,
        UnifiedText? text,
        RequestReport requests
    )
    {
        var changes = ConfDiff.Semantic(a, b);
        var document = new JsonObject
        {
            ["before"] = a.Main.Source.Path,
            ["after"] = b.Main.Source.Path,
            ["summary"] = new JsonObject
            {
                ["equal"] = changes.Count == 0,
                ["affectedPlaces"] = Places(changes),
                ["kinds"] = new JsonObject(
                    Enum.GetValues<ChangeKind>()
                        .Select(kind =>
                            KeyValuePair.Create<string, JsonNode?>(
                                kind.Word(),
                                changes.Count(it => it.Kind == kind)
                            )
                        )
                ),
            },
            ["requests"] = RequestTable.Json(requests),
            ["changes"] = JsonOutput.List(changes.Select(Json)),
        };
        if (text is not null)
            document["unified"] = text.ToString();
        return document;
    }

    private static JsonObject Json(ConfChange change) =>
        new()
        {
            ["kind"] = change.Kind.Word(),
            ["context"] = change.Context,
            ["directive"] = change.Directive,
            ["old"] = change.Old,
            ["new"] = change.New,
            ["before"] = JsonOutput.Place(change.Before),
            ["after"] = JsonOutput.Place(change.After),
            ["note"] = change.Note,
            ["effects"] = JsonOutput.List(
                change.Affected.Select(place => new JsonObject
                {
                    ["context"] = place.Context,
                    ["old"] = place.Old.Text,
                    ["oldStanding"] = place.Old.Standing.Word(),
                    ["new"] = place.New.Text,
                    ["newStanding"] = place.New.Standing.Word(),
                })
            ),
        };
}
