using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Nginx.Values;

namespace Verify.Instruments.Nginx.Check;

/// <summary>Lines that change nothing: the value is in force without them, or something else switches them off.</summary>
internal static class IdleWarnings
{
    private static readonly string[] OfOpenFileCache =
    [
        "open_file_cache_valid",
        "open_file_cache_min_uses",
        "open_file_cache_errors",
    ];

    public static IEnumerable<ConfWarning> Of(NginxConf conf, ConfContext level)
    {
        var here = Effective.In(conf, level);
        return level.Directives.SelectMany(line => Idle(here, level, line)).OfType<ConfWarning>();
    }

    private static IEnumerable<ConfWarning?> Idle(Effective here, ConfContext level, Directive line)
    {
        var spec = DirectiveTable.Find(line.Name, level.Kind);
        if (spec is null)
        {
            yield break;
        }
        yield return InForceAnyway(here, level, line, spec);
        if (
            level.Kind
            is not (
                ContextKind.Location
                or ContextKind.LocationIf
                or ContextKind.Server
                or ContextKind.Http
            )
        )
        {
            yield break;
        }
        // Only a place without places within it: further down another value may switch it on.
        var innermost = !level.Children.Any(child =>
            child.Kind is ContextKind.Server or ContextKind.Location
        );
        if (
            OfOpenFileCache.Contains(line.Name)
            && innermost
            && here.Of("open_file_cache").Text == "off"
        )
        {
            yield return Without(
                level,
                line,
                "open_file_cache is off here",
                "open_file_cache max=N"
            );
        }
        if (line.Name == "output_buffers" && innermost && here.Of("sendfile").Text == "on")
        {
            var direct = here.Of("directio").Text;
            var files = direct == "off" ? "files" : $"files below directio {direct}";
            yield return Without(
                level,
                line,
                $"sendfile is on: {files} go from the page cache to the socket and pass no buffer",
                "leave it out, or sendfile off"
            );
        }
        if (
            line.Name == "tcp_nopush"
            && innermost
            && line.Args.FirstOrDefault() == "on"
            && here.Of("sendfile").Text == "off"
        )
        {
            yield return Without(
                level,
                line,
                "nginx uses it only with sendfile, which is off here",
                "sendfile on"
            );
        }
        if (
            line.Name == "proxy_cache"
            && innermost
            && line.Args.FirstOrDefault() != "off"
            && here.Of("proxy_buffering").Text == "off"
        )
        {
            yield return Without(
                level,
                line,
                "proxy_buffering is off, so nothing is stored",
                "proxy_buffering on"
            );
        }
    }

    private static ConfWarning? InForceAnyway(
        Effective here,
        ConfContext level,
        Directive line,
        DirectiveSpec spec
    )
    {
        // A line of a list is one of several; of what nginx reads by functions of its own the value is unknown to us.
        if (
            line.Block is not null
            || !Inheritance.OnlyOnce(spec)
            || DirectiveValue.Read(spec, [.. line.Args]).Canonical is not { } own
        )
        {
            return null;
        }
        var outside =
            level.Parent is { } parent
            // What may stand in main or in events alone is inherited from nowhere.
            && spec.Contexts is not (ContextKind.Main or ContextKind.Events)
            && Inheritance.Inherits(line.Name, level.Kind)
                ? Effective.In(here.Conf, parent).Of(line.Name)
            : DirectiveDefaults.Of(line.Name) is { } value
                ? new ValueInForce(line.Name, Standing.Default, [new(line.Name, value)], "")
            : null;
        if (outside is not { Settings: [var setting] } || setting.Directive != line.Name)
        {
            return null;
        }
        var same =
            DirectiveValue
                .Read(spec, setting.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Canonical == own;
        return same
            ? new(
                line.Place,
                "no-op",
                level.Path,
                line.Name,
                $"{line.Name} {line.ArgsText} is in force without this line: {setting}",
                "leave it out, or keep it to be read",
                IsNote: true
            )
            : null;
    }

    private static ConfWarning Without(
        ConfContext level,
        Directive line,
        string why,
        string advice
    ) =>
        new(
            line.Place,
            "no-effect",
            level.Path,
            line.Name,
            $"{line.Name} {line.ArgsText} has no effect: {why}",
            advice
        );
}
