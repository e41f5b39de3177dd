using System.CommandLine;
using System.Text.Json.Nodes;
using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.Cli.Config;

/// <summary>Who answers a request for a path, and which values are in force there.</summary>
internal sealed class ConfigEffectiveVerb()
    : Verb(
        "effective",
        "Show which server and location answer a request for a path, and the value of each directive in force there: "
            + "where it is set or inherited, or that it is nginx's default, and which values it overrides."
    )
{
    private readonly Argument<string> file = new("FILE")
    {
        Description = "An nginx.conf. Included files are read too.",
    };
    private readonly Option<string> location = new("--location")
    {
        Description = "The requested path, such as /live/stream.m3u8.",
        HelpName = "PATH",
        Required = true,
    };
    private readonly Option<string?> server = new("--server")
    {
        Description = "The requested host name (default: the default server answers).",
        HelpName = "NAME",
    };
    private readonly Option<int?> port = new("--port")
    {
        Description = "The requested port.",
        HelpName = "N",
    };
    private readonly Option<string[]> directive = new("--directive")
    {
        Description =
            "Show only this directive. Repeatable. Default: all that are set, and those that matter for caching.",
        HelpName = "NAME",
    };
    private readonly Option<bool> json = new("--json") { Description = "Print JSON." };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(file);
        command.Add(location);
        command.Add(server);
        command.Add(port);
        command.Add(directive);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var conf = NginxConf.Load(parsed.GetValue(file)!);
            var path = parsed.GetValue(location)!;
            var route = Route.Of(
                conf,
                new ServerSelector(parsed.GetValue(port), parsed.GetValue(server)),
                path
            );
            var names = parsed.GetValue(directive) is { Length: > 0 } asked
                ? asked.Select(Known).Distinct()
                : InForce.Names(conf, route.Location);
            var lines = names
                .Select(name => InForce.Of(Effective.In(conf, route.Location), name))
                .ToList();
            if (parsed.GetValue(json))
                JsonOutput.Write(Json(conf, path, route, lines));
            else
                Console.Write(Table(path, route, lines));
        });
    }

    private static string Known(string name) =>
        DirectiveTable.Find(name).Any()
            ? name
            : throw new UsageError(
                $"--directive: '{name}' is no directive of nginx 1.22."
                    + NearestMatch.Hint(name, DirectiveTable.Names)
            );

    private static string Table(string path, Route route, IReadOnlyList<InForce> lines)
    {
        var table = new TextTable("directive", "value", "standing", "set at");
        foreach (var line in lines)
        {
            var settings = line.Value.Settings;
            if (settings.Count == 0)
                table.Add(line.Name, "", "not set", "");
            for (var i = 0; i < settings.Count; i++)
                table.Add(
                    settings[i].Directive == line.Name && i > 0 ? "" : settings[i].Directive,
                    CutText.Of(settings[i].Text),
                    line.Value.Standing.Word(),
                    At(settings[i])
                );
            if (settings.Count > 0)
                table.Remark(line.Remarks);
        }
        var notes = string.Concat(Notes(path, route).Select(note => $"{note}\n"));
        return $"request   {path}{(path == route.Uri ? "" : $" (matched as {route.Uri})")}\n"
            + $"server    {route.Server.Path} ({route.Server.Opener!.Place}): {route.ServerReason}\n"
            + $"location  {route.Location.Path} ({route.Location.Opener!.Place}): {route.LocationReason}\n"
            + $"{notes}\n{table}";
    }

    private static string At(Setting setting) =>
        setting.Place is null ? "nginx's default" : $"{setting.Context} {setting.Place}";

    private static IEnumerable<string> Notes(string path, Route route)
    {
        if (path.AsSpan().IndexOfAny('?', '#') is >= 0 and var at)
            yield return $"note      '{path[at..]}' takes no part in picking a location";
        foreach (
            var line in route
                .Location.SelfAndAncestors.Reverse()
                .Where(level => level.Kind is ContextKind.Server or ContextKind.Location)
                .SelectMany(level => level.Directives)
                .Where(line =>
                    line.Name is "rewrite" or "return" or "try_files" or "if"
                    && (line.Name != "try_files" || line.Words.Count > 2)
                )
        )
            yield return $"note      {line.Name} {line.ArgsText} ({line.Place}) may answer or send the request elsewhere; it is not followed";
    }

    private static JsonObject Json(
        NginxConf conf,
        string path,
        Route route,
        IEnumerable<InForce> lines
    ) =>
        new()
        {
            ["file"] = conf.Main.Source.Path,
            ["path"] = path,
            ["uri"] = route.Uri,
            ["server"] = Json(route.Server, route.ServerReason),
            ["location"] = Json(route.Location, route.LocationReason),
            ["notes"] = JsonOutput.List(
                Notes(path, route).Select(note => (JsonNode?)note["note".Length..].Trim())
            ),
            ["directives"] = JsonOutput.List(lines.Select(line => line.ToJson())),
        };

    private static JsonObject Json(ConfContext context, string reason) =>
        new()
        {
            ["context"] = context.Path,
            ["reason"] = reason,
            ["at"] = JsonOutput.Place(context.Opener!.Place),
        };
}
