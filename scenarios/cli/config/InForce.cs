using System.Text.Json.Nodes;
using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.Cli.Config;

/// <summary>A directive at a place: its value in force, and what that hides.</summary>
internal sealed record InForce(string Name, ValueInForce Value, IReadOnlyList<Setting> Hidden)
{
    // What decides how files are kept, sent and told to be kept, shown where they are not set too.
    private static readonly string[] Caching =
    [
        "open_file_cache",
        "open_file_cache_valid",
        "open_file_cache_min_uses",
        "open_file_cache_errors",
        "sendfile",
        "expires",
        "add_header",
        "aio",
        "directio",
        "output_buffers",
        "etag",
        "root",
        "gzip",
    ];

    public static InForce Of(Effective place, string directive)
    {
        var value = place.Of(directive);
        return new(directive, value, value.Settings.Count == 0 ? [] : place.Hidden(directive));
    }

    /// <summary>All that is set on the way from the location outwards, and what matters to caching.</summary>
    public static IEnumerable<string> Names(NginxConf conf, ConfContext location) =>
        location
            .SelfAndAncestors.SelectMany(level =>
                level.Directives.Select(line => (line.Name, level))
            )
            .Where(it => IsValue(it.Name, it.level))
            .Select(it => it.Name)
            .Where(name =>
                Effective.In(conf, location).Of(name).Standing is Standing.Own or Standing.Inherited
            )
            .Concat(Caching)
            .Distinct()
            .Order(StringComparer.Ordinal);

    public IEnumerable<string> Remarks
    {
        get
        {
            foreach (var hidden in Hidden.Select(it => it with { Text = CutText.Of(it.Text) }))
                yield return IsList
                    ? $"dropped: {hidden.Directive} {hidden} - a level with lines of its own drops all inherited ones"
                    : $"instead of {hidden}";
            if (Value.Merged is { } merged)
                yield return $"merged with nginx's own: {merged}";
        }
    }

    public JsonObject ToJson() =>
        new()
        {
            ["directive"] = Name,
            ["value"] = Value.Settings.Count == 0 ? null : Value.Text,
            ["standing"] = Value.Standing.Word(),
            ["settings"] = JsonOutput.List(Value.Settings.Select(Json)),
            ["hidden"] = JsonOutput.List(Hidden.Select(Json)),
            ["merged"] = Value.Merged,
        };

    // A line that may stand several times in a block.
    private bool IsList =>
        Name is "add_header" or "allow" or "deny"
        || !DirectiveTable.Find(Name).All(Inheritance.OnlyOnce);

    private static JsonObject Json(Setting setting) =>
        new()
        {
            ["directive"] = setting.Directive,
            ["value"] = setting.Text,
            ["context"] = setting.Context,
            ["at"] = JsonOutput.Place(setting.Place),
        };

    // Sections, and what http alone defines for others to name (upstream, log_format, zones), are no values of a place.
    private static bool IsValue(string directive, ConfContext level)
    {
        var spec = DirectiveTable.Find(directive, level.Kind);
        return spec is null
            || (!spec.OpensBlock || directive == "types") && spec.Contexts is not ContextKind.Http;
    }
}
