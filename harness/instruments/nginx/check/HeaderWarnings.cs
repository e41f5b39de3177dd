using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Check;

/// <summary>Headers that are sent twice, and headers that get lost on the way down.</summary>
internal static class HeaderWarnings
{
    private const string Add = "add_header";
    private const string CacheControl = "Cache-Control";

    // Lists of headers that a level inherits only as long as it has none of its own.
    private static readonly string[] Lists =
    [
        Add,
        "add_trailer",
        "proxy_set_header",
        "fastcgi_param",
    ];

    public static IEnumerable<ConfWarning> Of(ConfContext level) =>
        Lists.SelectMany(list => Dropped(level, list)).Concat(Twice(level));

    private static IEnumerable<ConfWarning> Dropped(ConfContext level, string list)
    {
        var own = level.Named(list).ToList();
        var above = level.SelfAndAncestors.Skip(1).FirstOrDefault(outer => outer.Named(list).Any());
        if (own.Count == 0 || above is null)
        {
            yield break;
        }
        var kept = own.Select(Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var lost = above.Named(list).Where(line => !kept.Contains(Name(line))).ToList();
        if (lost.Count > 0)
        {
            yield return new(
                own[0].Place,
                "headers-dropped",
                level.Path,
                list,
                $"{string.Join(", ", lost.Select(Name))} of {above.Path} ({lost[0].Place}) is dropped here: one {list} of a level's own drops all from above",
                $"repeat the lines here if they are wanted"
            );
        }
    }

    private static IEnumerable<ConfWarning> Twice(ConfContext level)
    {
        foreach (
            var again in level
                .Named(Add)
                .GroupBy(Name, StringComparer.OrdinalIgnoreCase)
                .Where(same => same.Count() > 1)
        )
        {
            yield return new(
                again.Last().Place,
                "header-twice",
                level.Path,
                Add,
                $"{again.Key} is sent {again.Count()} times ({string.Join(", ", again.Select(line => line.Place))})",
                "one line with the whole value"
            );
        }
        foreach (var line in level.Named(Add))
        {
            var name = Name(line);
            if (
                name.Equals(CacheControl, StringComparison.OrdinalIgnoreCase)
                && level.Named("expires").FirstOrDefault(it => it.Args.FirstOrDefault() != "off")
                    is { } expires
            )
            {
                yield return new(
                    line.Place,
                    "header-twice",
                    level.Path,
                    Add,
                    $"{CacheControl} is sent twice: expires ({expires.Place}) sends one of its own",
                    "one of the two"
                );
            }
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                yield return new(
                    line.Place,
                    "header-twice",
                    level.Path,
                    Add,
                    "Content-Type is sent twice: nginx sends its own beside what add_header adds",
                    "default_type or types"
                );
            }
        }
    }

    private static string Name(Directive line) => line.Args.FirstOrDefault() ?? "";
}
