using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Nginx.Values;

namespace Verify.Instruments.Nginx.Check;

/// <summary>What has to be there once, by its name: the sections, upstreams, log formats, and those that are referred to.</summary>
internal static class NameCheck
{
    private static readonly string[] LogParameters = ["buffer=", "flush=", "gzip", "if="];

    public static IEnumerable<ConfProblem> Of(NginxConf conf)
    {
        var main = conf.Root;
        if (!main.Named("events").Any())
        {
            yield return new(
                new(conf.Main.Source.Path, 1, 1, 0, 0),
                "events",
                "",
                "no \"events\" section in configuration",
                "nginx runs nothing without it",
                "events { }"
            );
        }
        foreach (
            var again in Repeated(main.Named("events"), _ => "")
                .Concat(Repeated(main.Named("http"), _ => ""))
        )
        {
            yield return ConfProblem.Of(
                again,
                $"\"{again.Name}\" directive is duplicate",
                "the section is there already",
                "once"
            );
        }
        foreach (var again in Repeated(main.Named("thread_pool"), First))
        {
            yield return ConfProblem.Of(
                again,
                $"duplicate thread pool \"{First(again)}\"",
                "the name is taken",
                "another name"
            );
        }
        foreach (var http in main.Children.Where(child => child.Kind == ContextKind.Http))
        {
            foreach (var again in Repeated(http.Named("upstream"), First))
            {
                yield return ConfProblem.Of(
                    again,
                    $"duplicate upstream \"{First(again)}\"",
                    "the name is taken",
                    "another name"
                );
            }
            foreach (
                var again in Repeated(http.Named("log_format"), First)
                    .Concat(http.Named("log_format").Where(format => First(format) == "combined"))
            )
            {
                yield return ConfProblem.Of(
                    again,
                    $"duplicate \"log_format\" name \"{First(again)}\"",
                    "the name is taken",
                    "another name"
                );
            }
            foreach (var format in http.Named("log_format").Where(format => format.Words.Count > 2))
            {
                if (
                    format.Words[2].Value.StartsWith("escape=", StringComparison.Ordinal)
                    && format.Words[2].Value[7..] is not ("default" or "json" or "none")
                )
                {
                    yield return ConfProblem.Of(
                        format,
                        format.Words[2],
                        $"unknown log format escaping \"{format.Words[2].Value[7..]}\"",
                        "nginx escapes in no such way",
                        "escape=default, escape=json, escape=none"
                    );
                }
            }
            foreach (var problem in Logs(http))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<ConfProblem> Logs(ConfContext http)
    {
        // nginx wants a format before the log that uses it; that is how people write it, so the order is not looked at.
        var formats = http.Named("log_format")
            .Select(First)
            .Append("combined")
            .ToHashSet(StringComparer.Ordinal);
        foreach (var log in http.SelfAndDescendants.SelectMany(level => level.Named("access_log")))
        {
            var args = log.Words.Skip(1).ToList();
            if (args is [{ Value: "off" }, var more, ..])
            {
                yield return ArgumentCheck.Parameter(log, more, "off alone");
                continue;
            }
            if (args.Count > 1 && !formats.Contains(args[1].Value) && !IsParameter(args[1]))
            {
                yield return ConfProblem.Of(
                    log,
                    args[1],
                    $"unknown log format \"{args[1].Value}\"",
                    "no log_format has this name",
                    string.Join(", ", formats)
                );
            }
            foreach (var word in args.Skip(2))
            {
                if (!IsParameter(word))
                {
                    yield return ArgumentCheck.Parameter(
                        log,
                        word,
                        "buffer=SIZE, flush=TIME, gzip=LEVEL, if=CONDITION"
                    );
                }
                else if (
                    word.Value.StartsWith("buffer=", StringComparison.Ordinal)
                    && !SizeValue.TryParse(word.Value[7..], offset: false, out _)
                )
                {
                    yield return ConfProblem.Of(
                        log,
                        word,
                        $"invalid buffer size \"{word.Value[7..]}\"",
                        "it is no size",
                        "buffer=32k"
                    );
                }
            }
        }
    }

    private static bool IsParameter(Word word) =>
        LogParameters.Any(name => word.Value.StartsWith(name, StringComparison.Ordinal));

    private static IEnumerable<Directive> Repeated(
        IEnumerable<Directive> lines,
        Func<Directive, string> name
    ) => lines.GroupBy(name).SelectMany(same => same.Skip(1));

    private static string First(Directive line) => line.Args.FirstOrDefault() ?? "";
}
