using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Requests;

/// <summary>All that is in force for a request at the place that answers it, as far as the client can see it.</summary>
internal sealed class PlaceValues(NginxConf conf)
{
    // They pick the place or write a log: what they do to an answer shows as the place, or not at all.
    private static readonly HashSet<string> Unseen =
    [
        "location",
        "server",
        "listen",
        "server_name",
        "map",
        "geo",
        "split_clients",
        "upstream",
        "access_log",
        "error_log",
        "log_format",
        "log_not_found",
        "log_subrequest",
        "rewrite_log",
    ];

    // They run in the server first and then in the location, and nowhere between.
    private static readonly HashSet<string> RunTwice = ["set", "rewrite", "return", "if", "break"];

    // Which of them take a request, its arguments or headers may decide.
    private static readonly HashSet<string> Conditional = ["set", "rewrite", "if"];

    private readonly Dictionary<ConfContext, IReadOnlyList<string>> names = [];

    public Definitions Definitions { get; } = new(conf);

    public IReadOnlyList<string> Names(ConfContext place)
    {
        if (!names.TryGetValue(place, out var found))
            names[place] = found = [
                .. place
                    .SelfAndAncestors.Where(level => level.Kind != ContextKind.Main)
                    .SelectMany(level =>
                        level.Directives.Select(line => line.Name).Where(IsSeenAt(level))
                    )
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ];
        return found;
    }

    /// <param name="uri">Null for any request.</param>
    public Defined Of(ConfContext place, string name, string? uri)
    {
        var own = Effective.In(conf, place).Of(name);
        var server = place.SelfAndAncestors.First(level => level.Kind == ContextKind.Server);
        var outer =
            RunTwice.Contains(name) && server != place ? Effective.In(conf, server).Of(name) : null;
        var text = outer is null or { Settings.Count: 0 } ? own.Text : $"{outer.Text}; {own.Text}";
        var canonical = $"{outer?.Canonical}\n{own.Canonical}";
        var (shown, of) = (Definitions.Of(text, uri), Definitions.Of(canonical, uri));
        return new(
            shown.Text,
            of.Meaning + Pattern(place, name, text),
            of.IsCertain && !Conditional.Contains(name)
        );
    }

    // A file or an upstream's path is made with what the location matched.
    private static string Pattern(ConfContext place, string name, string text)
    {
        if (place.Kind != ContextKind.Location)
            return "";
        var pattern = LocationPattern.Of(place.Opener!);
        var counts = pattern.IsRegex
            ? text.Contains('$', StringComparison.Ordinal)
                && (
                    pattern.Text.Contains("(?", StringComparison.Ordinal)
                    || Enumerable.Range(1, 9).Any(n => text.Contains($"${n}"))
                )
            : text.Length > 0
                && (
                    name is "root" or "alias" && place.Named("alias").Any()
                    || Inheritance.PassesOn(name)
                        && text.LastIndexOf('/') > text.IndexOf("://", StringComparison.Ordinal) + 2
                );
        return counts ? $"\n{pattern}" : "";
    }

    private static Func<string, bool> IsSeenAt(ConfContext level) =>
        name =>
            !Unseen.Contains(name)
            && DirectiveTable.Find(name, level.Kind) is not { Contexts: ContextKind.Http };
}
