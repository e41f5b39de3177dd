using System.CommandLine;
using System.Text.Json.Nodes;
using Verify.Instruments;

namespace Verify.Scenarios;

/// <summary>What nginx would refuse in a configuration, and what it accepts and should not be there.</summary>
internal sealed class ConfigCheckVerb()
    : Verb(
        "check",
        "What nginx 1.22 would refuse in a configuration, and what it accepts but a reader would not expect. "
            + "Exit 0 without errors, 1 with errors, 2 for a file that cannot be read as a configuration."
    )
{
    private readonly Argument<string> file = new("FILE")
    {
        Description = "An nginx.conf; what it includes is read too.",
    };
    private readonly Option<bool> json = new("--json") { Description = "For machines." };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(file);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var conf = NginxConf.Load(parsed.GetValue(file)!);
            var errors = ConfCheck.Of(conf);
            var warnings = ConfWarnings.Of(conf);
            if (parsed.GetValue(json))
                JsonOutput.Write(Json(conf, errors, warnings));
            else
                Console.Write(Table(conf, errors, warnings));
            return errors.Count == 0 ? 0 : 1;
        });
    }

    private static string Table(
        NginxConf conf,
        IReadOnlyList<ConfProblem> errors,
        IReadOnlyList<ConfWarning> warnings
    )
    {
        var table = new TextColumns("", "at", "directive", "what");
        foreach (var error in errors)
            table.Add(
                [
                    error.Certain ? "error" : "error?",
                    TextColumns.At(error.Place),
                    $"{error.Directive} {error.Value}".Trim(),
                    error.Says,
                ],
                $"{error.Reason}",
                $"allowed: {error.Allowed}"
            );
        foreach (var warning in warnings)
            table.Add(
                [Level(warning), TextColumns.At(warning.Place), warning.Directive, warning.Kind],
                [
                    $"in {warning.Context}: {warning.Message}",
                    .. warning.IsNote ? (string[])[] : [$"better: {warning.Advice}"],
                ]
            );
        return (table.Count > 0 ? $"{table}\n" : "") + Summary(conf, errors, warnings) + "\n";
    }

    private static string Count(int count, string what) =>
        $"{count} {what}{(count == 1 ? "" : "s")}";

    private static string Level(ConfWarning warning) => warning.IsNote ? "note" : "warning";

    private static string Summary(
        NginxConf conf,
        IReadOnlyList<ConfProblem> errors,
        IReadOnlyList<ConfWarning> warnings
    )
    {
        var notes = warnings.Count(warning => warning.IsNote);
        var verdict =
            errors.Count == 0 ? "nothing that nginx would refuse"
            : errors.All(error => !error.Certain)
                ? "nginx 1.22 as Debian builds it refuses this; another build may not (error?)"
            : "nginx refuses this";
        return $"{conf.Main.Source.Path}: {verdict}. {Count(errors.Count, "error")}, {Count(warnings.Count - notes, "warning")}, {Count(notes, "note")}; {Count(conf.Sources.Count, "file")}.";
    }

    private static JsonObject Json(
        NginxConf conf,
        IReadOnlyList<ConfProblem> errors,
        IReadOnlyList<ConfWarning> warnings
    ) =>
        new()
        {
            ["file"] = conf.Main.Source.Path,
            ["files"] = JsonOutput.List(conf.Sources.Select(source => (JsonNode?)source.FullPath)),
            ["verdict"] = errors.Count == 0 ? "pass" : "fail",
            ["errors"] = JsonOutput.List(
                errors.Select(error => new JsonObject
                {
                    ["at"] = JsonOutput.Place(error.Place),
                    ["directive"] = error.Directive,
                    ["value"] = error.Value,
                    ["says"] = error.Says,
                    ["reason"] = error.Reason,
                    ["allowed"] = error.Allowed,
                    ["certain"] = error.Certain,
                })
            ),
            ["warnings"] = JsonOutput.List(
                warnings.Select(warning => new JsonObject
                {
                    ["at"] = JsonOutput.Place(warning.Place),
                    ["level"] = Level(warning),
                    ["kind"] = warning.Kind,
                    ["context"] = warning.Context,
                    ["directive"] = warning.Directive,
                    ["message"] = warning.Message,
                    ["advice"] = warning.Advice,
                })
            ),
        };
}
