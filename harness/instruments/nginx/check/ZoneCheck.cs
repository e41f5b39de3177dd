using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Nginx.Values;

namespace Verify.Instruments.Nginx.Check;

/// <summary>Shared memory: the zones that are defined, and the directives that want one.</summary>
internal static class ZoneCheck
{
    // What nginx needs at least, in pages of 4 KB: eight for a limit, two for a cache's keys.
    private const long LeastLimit = 8 * 4096;
    private const long LeastKeys = 2 * 4096;

    private static readonly string[] Families = ["proxy", "fastcgi", "uwsgi", "scgi"];

    public static IEnumerable<ConfProblem> Of(ConfContext http)
    {
        var limits = Names(http, ["limit_req_zone", "limit_conn_zone"], "zone=");
        var caches = Names(
            http,
            [.. Families.Select(family => $"{family}_cache_path")],
            "keys_zone="
        );
        return http
            .Directives.SelectMany(Definition)
            .Concat(
                http.SelfAndDescendants.SelectMany(level =>
                    level.Directives.SelectMany(line => Use(line, limits, caches))
                )
            );
    }

    private static HashSet<string> Names(ConfContext http, string[] directives, string parameter) =>
        directives
            .SelectMany(http.Named)
            .SelectMany(line => line.Args)
            .Where(arg => arg.StartsWith(parameter, StringComparison.Ordinal))
            .Select(arg => arg[parameter.Length..].Split(':')[0])
            .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<ConfProblem> Definition(Directive line) =>
        line.Name switch
        {
            "limit_req_zone" when line.Words.Count == 4 => Zone(
                    line,
                    "zone=",
                    LeastLimit,
                    "zone size",
                    "zone"
                )
                .Concat(Rate(line)),
            "limit_conn_zone" when line.Words.Count == 3 => Zone(
                line,
                "zone=",
                LeastLimit,
                "zone size",
                "zone"
            ),
            _ when line.Name.EndsWith("_cache_path", StringComparison.Ordinal)
                    && line.Words.Count > 2 => Zone(
                    line,
                    "keys_zone=",
                    LeastKeys,
                    "keys zone size",
                    "keys zone"
                )
                .Concat(CachePath(line)),
            _ => [],
        };

    private static IEnumerable<ConfProblem> Zone(
        Directive line,
        string parameter,
        long least,
        string size,
        string what
    )
    {
        var allowed = $"{parameter}NAME:SIZE, such as {parameter}one:10m";
        var word = line
            .Words.Skip(2)
            .FirstOrDefault(it => it.Value.StartsWith(parameter, StringComparison.Ordinal));
        var colon = word?.Value.IndexOf(':') ?? -1;
        if (word is null || colon == parameter.Length)
        {
            yield return ConfProblem.Of(
                line,
                $"\"{line.Name}\" must have \"{parameter.TrimEnd('=')}\" parameter",
                "it is missing or has no name",
                allowed
            );
        }
        else if (
            colon < 0
            || !SizeValue.TryParse(word.Value[(colon + 1)..], offset: false, out var bytes)
        )
        {
            yield return ConfProblem.Of(
                line,
                word,
                $"invalid {size} \"{word.Value}\"",
                "the size after the colon is missing or no size",
                allowed
            );
        }
        else if (bytes < least)
        {
            yield return ConfProblem.Of(
                line,
                word,
                $"{what} \"{word.Value}\" is too small",
                $"nginx needs {least / 1024}k at least",
                allowed
            );
        }
    }

    private static IEnumerable<ConfProblem> Rate(Directive line)
    {
        foreach (
            var word in line
                .Words.Skip(2)
                .Where(it => it.Value.StartsWith("rate=", StringComparison.Ordinal))
        )
        {
            var rate = word.Value[5..];
            var number = rate.EndsWith("r/s") || rate.EndsWith("r/m") ? rate[..^3] : rate;
            if (!NumberValue.TryParse(number, out var n) || n == 0)
            {
                yield return ConfProblem.Of(
                    line,
                    word,
                    $"invalid rate \"{word.Value}\"",
                    "it is no number of requests",
                    "rate=10r/s or rate=10r/m"
                );
            }
        }
    }

    private static IEnumerable<ConfProblem> CachePath(Directive line)
    {
        foreach (var word in line.Words.Skip(2))
        {
            var (name, value) = word.Value.Split('=', 2) is [var n, var v]
                ? (n, v)
                : (word.Value, "");
            var says = name switch
            {
                "keys_zone" => null,
                // An empty one nginx takes for no levels.
                "levels" => value.Length == 0
                || value.Split(':') is { Length: <= 3 } parts
                    && parts.All(part => part is "1" or "2")
                    ? null
                    : $"invalid \"levels\" \"{word.Value}\"",
                "inactive" => TimeValue.TryParse(value, wholeSeconds: true, out _, out _)
                    ? null
                    : $"invalid inactive value \"{word.Value}\"",
                "max_size" or "min_free" => SizeValue.TryParse(value, offset: true, out _)
                    ? null
                    : $"invalid {name} value \"{word.Value}\"",
                "use_temp_path" => value is "on" or "off"
                    ? null
                    : $"invalid use_temp_path value \"{word.Value}\"",
                "loader_files" or "manager_files" => NumberValue.TryParse(value, out _)
                    ? null
                    : $"invalid {name} value \"{word.Value}\"",
                "loader_sleep" or "loader_threshold" or "manager_sleep" or "manager_threshold" =>
                    TimeValue.TryParse(value, wholeSeconds: false, out _, out _)
                        ? null
                        : $"invalid {name} value \"{word.Value}\"",
                _ => $"invalid parameter \"{word.Value}\"",
            };
            if (says is not null)
            {
                yield return ConfProblem.Of(
                    line,
                    word,
                    says,
                    "the parameter is unknown or its value is none",
                    "levels=1:2, keys_zone=NAME:SIZE, inactive=TIME in whole seconds, max_size=SIZE, min_free=SIZE, use_temp_path=on|off, loader_..., manager_..."
                );
            }
        }
    }

    private static IEnumerable<ConfProblem> Use(
        Directive line,
        HashSet<string> limits,
        HashSet<string> caches
    )
    {
        if (line.Words.Count < 2)
        {
            return [];
        }
        var first = line.Words[1];
        return line.Name switch
        {
            "limit_req" => LimitRequests(line, limits),
            "limit_conn" when line.Words.Count == 3 => !limits.Contains(first.Value)
                ? [NoZone(line, first, first.Value)]
            : !NumberValue.TryParse(line.Words[2].Value, out var n) || n is 0 or > 65_535
                ?
                [
                    ConfProblem.Of(
                        line,
                        line.Words[2],
                        $"invalid number of connections \"{line.Words[2].Value}\"",
                        "it is no number from 1 to 65535",
                        "ZONE NUMBER"
                    ),
                ]
            : [],
            _ when Families.Any(family => line.Name == $"{family}_cache")
                    && first.Value != "off"
                    && !first.Value.Contains('$')
                    && !caches.Contains(first.Value) =>
            [
                ConfProblem.Of(
                    line,
                    first,
                    $"\"{line.Name}\" zone \"{first.Value}\" is unknown",
                    "no keys_zone has this name",
                    caches.Count == 0
                        ? "a zone that a _cache_path defines"
                        : string.Join(", ", caches)
                ),
            ],
            _ => [],
        };
    }

    private static IEnumerable<ConfProblem> LimitRequests(Directive line, HashSet<string> limits)
    {
        const string allowed = "zone=NAME, perhaps burst=NUMBER, nodelay or delay=NUMBER";
        var zone = line
            .Words.Skip(1)
            .FirstOrDefault(it => it.Value.StartsWith("zone=", StringComparison.Ordinal));
        if (zone is null)
        {
            yield return ConfProblem.Of(
                line,
                "\"limit_req\" must have \"zone\" parameter",
                "it is missing",
                allowed
            );
        }
        else if (!limits.Contains(zone.Value[5..]))
        {
            yield return NoZone(line, zone, zone.Value[5..]);
        }
        foreach (
            var word in line
                .Words.Skip(1)
                .Where(word =>
                    word.Value != "nodelay"
                    && !word.Value.StartsWith("zone=", StringComparison.Ordinal)
                )
        )
        {
            if (word.Value.Split('=', 2) is not [("burst" or "delay") and var name, var value])
            {
                yield return ArgumentCheck.Parameter(line, word, allowed);
            }
            else if (!NumberValue.TryParse(value, out var n) || n == 0)
            {
                yield return ConfProblem.Of(
                    line,
                    word,
                    $"invalid {name} value \"{word.Value}\"",
                    "it is no number from 1",
                    allowed
                );
            }
        }
    }

    private static ConfProblem NoZone(Directive line, Word word, string name) =>
        ConfProblem.Of(
            line,
            word,
            $"zero size shared memory zone \"{name}\"",
            "no limit_req_zone or limit_conn_zone defines it",
            "the name of a zone"
        );
}
