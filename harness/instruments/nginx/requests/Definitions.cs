using System.Text.RegularExpressions;
using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Requests;

/// <summary>What a value names: maps behind its variables, upstreams, zones.</summary>
internal sealed partial class Definitions
{
    private readonly Dictionary<string, List<(Directive Line, ConfContext? Block)>> all = new(
        StringComparer.Ordinal
    );

    public Definitions(NginxConf conf)
    {
        foreach (var http in conf.Root.Children.Where(it => it.Kind == ContextKind.Http))
        foreach (var line in http.Directives)
        foreach (var key in KeysOf(line))
        {
            if (!all.TryGetValue(key, out var lines))
                all[key] = lines = [];
            lines.Add((line, http.OpenedBy(line)));
        }
    }

    /// <summary>The regular expressions of maps, from which witnesses are made.</summary>
    public IEnumerable<LocationPattern> Patterns =>
        all
            .Values.SelectMany(lines => lines)
            .Where(it => it.Line.Name == "map" && it.Block is not null)
            .SelectMany(it => it.Block!.Directives)
            .Select(entry => entry.Name)
            .Where(key => key.StartsWith('~') || key.StartsWith('/'))
            .Select(key =>
                key.StartsWith('~')
                    ? new LocationPattern("~", key.TrimStart('~', '*'))
                    : new LocationPattern("=", key)
            );

    /// <summary>A value with its variables filled in where the request tells them, and with all that it names.</summary>
    /// <param name="uri">Null for any request: then maps count whole.</param>
    public Defined Of(string text, string? uri)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var named = new List<string>();
        var isCertain = true;
        var filled = Fill(text);
        return new(filled, string.Join('\n', named.Prepend(filled)), isCertain);

        string Fill(string value)
        {
            var result = Variable()
                .Replace(
                    value,
                    match =>
                    {
                        var key = "$" + match.Groups["name"].Value;
                        if (uri is not null && ValueFor(key, uri) is { } known)
                            return seen.Add(key) ? Fill(known) : known;
                        Note(key);
                        return match.Value;
                    }
                );
            foreach (Match word in Word().Matches(result))
                Note(word.Value);
            return result;
        }

        void Note(string key)
        {
            if (!all.TryGetValue(key, out var lines) || !seen.Add(key))
                return;
            isCertain &= key[0] != '$';
            foreach (var (line, _) in lines)
            {
                var said = $"{line.ArgsText} {DirectiveText.Canonical(line, ContextKind.Http)}";
                named.Add($"{line.Name} {said}");
                Fill(said);
            }
        }
    }

    // What a map of the path gives: equal strings first (case does not count), then expressions in order.
    private string? ValueFor(string variable, string uri)
    {
        if (
            !all.TryGetValue(variable, out var lines)
            || lines is not [{ Line: { Name: "map" } map, Block: { } block }]
            || map.Args.First() is not ("$uri" or "$document_uri" or "${uri}")
            || block.Directives.Any(entry => entry.Name is "hostnames" or "volatile")
        )
            return null;
        var entries = block.Directives.Where(entry => entry.Args.Any()).ToList();
        var found =
            entries.FirstOrDefault(it =>
                it.Name != "default"
                && it.Name.TrimStart('\\').Equals(uri, StringComparison.OrdinalIgnoreCase)
            )
            ?? entries.FirstOrDefault(it => it.Name.StartsWith('~') && Matches(it, uri))
            ?? entries.FirstOrDefault(it => it.Name == "default");
        return found?.Args.First() ?? "";
    }

    private static bool Matches(Directive entry, string uri) =>
        PcrePattern
            .Compile(
                entry.Name.TrimStart('~', '*'),
                entry.Name.StartsWith("~*", StringComparison.Ordinal),
                entry.Place
            )
            .IsMatch(uri);

    private static IEnumerable<string> KeysOf(Directive line) =>
        line.Name switch
        {
            "upstream" => line.Args.Take(1),
            "map" or "geo" or "split_clients" => line.Args.TakeLast(1),
            _ when line.Name.EndsWith("_cache_path") || line.Name.EndsWith("_zone") => line
                .Args.Where(arg =>
                    arg.StartsWith("keys_zone=", StringComparison.Ordinal)
                    || arg.StartsWith("zone=", StringComparison.Ordinal)
                )
                .Select(arg => arg.Split('=')[1].Split(':')[0]),
            _ => [],
        };

    [GeneratedRegex(@"\$(\{(?<name>\w+)\}|(?<name>[A-Za-z_]\w*))")]
    private static partial Regex Variable();

    [GeneratedRegex(@"(?<![$\w])[\w.-]+")]
    private static partial Regex Word();
}

/// <param name="Text">The value, variables filled in as far as they are known.</param>
/// <param name="Meaning">Equal for values that mean the same, with what they name.</param>
/// <param name="IsCertain">Whether no variable is left that is defined elsewhere.</param>
internal sealed record Defined(string Text, string Meaning, bool IsCertain);
