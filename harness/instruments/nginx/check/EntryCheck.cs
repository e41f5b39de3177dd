using System.Globalization;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Check;

/// <summary>The lines of map, geo and split_clients.</summary>
internal static class EntryCheck
{
    public static IEnumerable<ConfProblem> Of(ConfContext table) =>
        table.Opener!.Name switch
        {
            "map" => Map(table),
            "geo" => Geo(table),
            "split_clients" => SplitClients(table),
            _ => [],
        };

    private static IEnumerable<ConfProblem> Map(ConfContext map)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in map.Directives)
        {
            var key = entry.Name;
            if (entry.Words.Count == 1 && key is "hostnames" or "volatile" || key == "include")
            {
                continue;
            }
            if (entry.Words.Count != 2)
            {
                yield return ConfProblem.Of(
                    entry,
                    "invalid number of the map parameters",
                    $"it has {entry.Words.Count} words",
                    "a key and a value"
                );
            }
            // Regular expressions may repeat: the first that fits decides.
            // A backslash makes a key of what is a word of map's own: \default is no default.
            else if (
                !key.StartsWith('~')
                && !seen.Add(
                    key == "default" ? "\\default"
                    : key.StartsWith('\\') ? key[1..]
                    : key
                )
            )
            {
                yield return ConfProblem.Of(
                    entry,
                    key == "default"
                        ? "duplicate default map parameter"
                        : $"conflicting parameter \"{key.ToLowerInvariant()}\"",
                    "the key has a value already",
                    "each key once"
                );
            }
        }
    }

    private static IEnumerable<ConfProblem> Geo(ConfContext geo)
    {
        var ranges = geo.Named("ranges").Any();
        foreach (var entry in geo.Directives)
        {
            var key = entry.Name;
            if (entry.Words.Count == 1 && key is "ranges" or "proxy_recursive" || key == "include")
            {
                continue;
            }
            if (entry.Words.Count != 2)
            {
                yield return ConfProblem.Of(
                    entry,
                    "invalid number of the geo parameters",
                    $"it has {entry.Words.Count} words",
                    "a network and a value"
                );
            }
            else
            {
                var network = key is "delete" or "proxy" ? entry.Words[1].Value : key;
                if (!ranges && network != "default" && !ArgumentCheck.IsNetwork(network))
                {
                    yield return ConfProblem.Of(
                        entry,
                        entry.Words[0],
                        $"invalid network \"{network}\"",
                        "it is no address",
                        "an address such as 10.0.0.0/8, default, ranges"
                    );
                }
            }
        }
    }

    private static IEnumerable<ConfProblem> SplitClients(ConfContext split)
    {
        decimal total = 0;
        foreach (var entry in split.Directives.Where(entry => entry.Name != "*"))
        {
            // Two digits after the point, as nginx counts in hundredths of a percent.
            if (
                !entry.Name.EndsWith('%')
                || !decimal.TryParse(
                    entry.Name[..^1],
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var part
                )
                || part == 0
                || decimal.Round(part, 2) != part
            )
            {
                yield return ConfProblem.Of(
                    entry,
                    entry.Words[0],
                    $"invalid percent value \"{entry.Name}\"",
                    "it is no share",
                    "a share such as 12.5%, or * for the rest"
                );
                continue;
            }
            total += part;
            if (total > 100)
            {
                yield return ConfProblem.Of(
                    entry,
                    entry.Words[0],
                    "percent total is greater than 100%",
                    $"the shares up to here are {total}%",
                    "shares that add up to 100% at most"
                );
            }
        }
    }
}
