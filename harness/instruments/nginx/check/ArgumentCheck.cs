using System.Net;
using System.Net.Sockets;
using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Nginx.Values;

namespace Verify.Instruments.Nginx.Check;

/// <summary>What nginx's own setters look at in the arguments of a directive, one rule a directive.</summary>
internal static class ArgumentCheck
{
    private static readonly HashSet<string> Methods = new(StringComparer.OrdinalIgnoreCase)
    {
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "DELETE",
        "MKCOL",
        "COPY",
        "MOVE",
        "OPTIONS",
        "PROPFIND",
        "PROPPATCH",
        "LOCK",
        "UNLOCK",
        "PATCH",
    };

    private static readonly string[] LogLevels =
    [
        "emerg",
        "alert",
        "crit",
        "error",
        "warn",
        "notice",
        "info",
        "debug",
    ];

    public static IEnumerable<ConfProblem> Of(Directive line, ConfContext level)
    {
        var args = line.Words.Skip(1).ToList();
        return line.Name switch
        {
            "if" => RequestArguments.Condition(line),
            "return" => RequestArguments.Return(line, args),
            "rewrite" when args.Count == 3 => OneOf(
                line,
                args[2],
                ["last", "break", "redirect", "permanent"]
            ),
            "add_header" or "add_trailer" when args.Count == 3 => OneOf(line, args[2], ["always"]),
            "fastcgi_param" or "uwsgi_param" or "scgi_param" when args.Count == 3 => OneOf(
                line,
                args[2],
                ["if_not_empty"]
            ),
            "try_files" => RequestArguments.TryFiles(line, args[^1]),
            "error_page" => RequestArguments.ErrorPage(line, args),
            "root" or "alias" => RequestArguments.Root(line, args[0], level),
            "limit_except" => args.Where(word => !Methods.Contains(word.Value))
                .Select(word =>
                    ConfProblem.Of(
                        line,
                        word,
                        $"invalid method \"{word.Value}\"",
                        "nginx knows no such method",
                        string.Join(", ", Methods)
                    )
                ),
            "allow"
            or "deny" when args[0].Value is not ("all" or "unix:") && !IsNetwork(args[0].Value) =>
            [
                ConfProblem.Of(
                    line,
                    args[0],
                    $"invalid parameter \"{args[0].Value}\"",
                    "it is no address",
                    "all, unix:, or an address such as 10.0.0.0/8"
                ),
            ],
            "error_log" => LogLevel(line, args),
            "server_name" => RequestArguments.ServerNames(line, args),
            "use" when args[0].Value is not "epoll" =>
            [
                ConfProblem.Of(
                    line,
                    args[0],
                    $"invalid event type \"{args[0].Value}\"",
                    "it is no event method of this build",
                    "epoll"
                ),
            ],
            "thread_pool" => ThreadPool(line, args),
            "worker_priority"
                when !NumberValue.TryParse(args[0].Value.TrimStart('-', '+'), out _) =>
            [
                ConfProblem.Of(
                    line,
                    args[0],
                    "\"worker_priority\" directive invalid number",
                    "it is no number",
                    "a number such as -5"
                ),
            ],
            "gzip_window" => PowerOfTwo(line, args[0], 512, 32 * 1024),
            "gzip_hash" => PowerOfTwo(line, args[0], 512, 128 * 1024),
            "disable_symlinks" => args.Where(word =>
                    word.Value is not ("off" or "on" or "if_not_owner")
                    && !word.Value.StartsWith("from=", StringComparison.Ordinal)
                )
                .Select(word => Parameter(line, word, "off, on, if_not_owner, from=PATH")),
            "resolver" => Resolver(line, args),
            "ssl_session_cache" => TlsCacheCheck.Sessions(line, args),
            "ssl_ocsp_cache" => TlsCacheCheck.Answers(line, args[0]),
            "proxy_redirect" when args.Count == 1 => OneOf(line, args[0], ["off", "default"]),
            "proxy_cookie_domain"
            or "proxy_cookie_path"
            or "proxy_cookie_flags" when args.Count == 1 => OneOf(line, args[0], ["off"]),
            _ when SizeAndRightsCheck.Of(line, args) is { } problems => problems,
            _ => [],
        };
    }

    public static bool IsNetwork(string text)
    {
        var parts = text.Split('/');
        // Without four numbers .NET would read 10 as 0.0.0.10.
        return parts.Length <= 2
            && (parts[0].Contains(':') || parts[0].Count(c => c == '.') == 3)
            && IPAddress.TryParse(parts[0], out var address)
            && (
                parts.Length == 1
                || NumberValue.TryParse(parts[1], out var bits)
                    && bits <= (address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)
            );
    }

    public static ConfProblem Parameter(Directive line, Word word, string allowed) =>
        ConfProblem.Of(
            line,
            word,
            $"invalid parameter \"{word.Value}\"",
            "the directive knows no such parameter",
            allowed
        );

    private static IEnumerable<ConfProblem> OneOf(Directive line, Word word, string[] allowed) =>
        allowed.Contains(word.Value) ? [] : [Parameter(line, word, string.Join(", ", allowed))];

    private static IEnumerable<ConfProblem> LogLevel(Directive line, List<Word> args)
    {
        var levels = args.Skip(1).ToList();
        foreach (
            var word in levels.Where(word =>
                !LogLevels.Contains(word.Value)
                && !word.Value.StartsWith("debug_", StringComparison.Ordinal)
            )
        )
        {
            yield return ConfProblem.Of(
                line,
                word,
                $"invalid log level \"{word.Value}\"",
                "nginx knows no such level",
                string.Join(", ", LogLevels)
            );
        }
        if (levels.Count(word => LogLevels.Contains(word.Value)) > 1)
        {
            yield return ConfProblem.Of(
                line,
                levels[1],
                $"duplicate log level \"{levels[1].Value}\"",
                "a log has one level",
                "one level"
            );
        }
    }

    private static IEnumerable<ConfProblem> ThreadPool(Directive line, List<Word> args)
    {
        const string allowed = "NAME threads=NUMBER, perhaps max_queue=NUMBER";
        var threads = args.Skip(1)
            .FirstOrDefault(word => word.Value.StartsWith("threads=", StringComparison.Ordinal));
        if (threads is null)
        {
            yield return ConfProblem.Of(
                line,
                "\"thread_pool\" must have \"threads\" parameter",
                "it is missing",
                allowed
            );
        }
        else if (!NumberValue.TryParse(threads.Value.AsSpan(8), out var number) || number == 0)
        {
            yield return ConfProblem.Of(
                line,
                threads,
                $"invalid threads value \"{threads.Value}\"",
                "it is no number from 1",
                allowed
            );
        }
        foreach (
            var queue in args.Skip(1)
                .Where(word =>
                    word.Value.StartsWith("max_queue=", StringComparison.Ordinal)
                    && !NumberValue.TryParse(word.Value.AsSpan(10), out _)
                )
        )
        {
            yield return ConfProblem.Of(
                line,
                queue,
                $"invalid max_queue value \"{queue.Value}\"",
                "it is no number",
                allowed
            );
        }
    }

    private static IEnumerable<ConfProblem> PowerOfTwo(
        Directive line,
        Word word,
        long least,
        long most
    ) =>
        SizeValue.TryParse(word.Value, offset: false, out var bytes)
        && (!long.IsPow2(bytes) || bytes < least || bytes > most)
            ?
            [
                ConfProblem.Of(
                    line,
                    word,
                    $"\"{line.Name}\" directive must be {least}, 1k, 2k, 4k, 8k, 16k",
                    "zlib takes powers of two",
                    $"a power of two from {least} to {most / 1024}k"
                ),
            ]
            : [];

    private static IEnumerable<ConfProblem> Resolver(Directive line, List<Word> args) =>
        args.Where(word =>
                word.Value.StartsWith("valid=", StringComparison.Ordinal)
                    && !TimeValue.TryParse(word.Value[6..], wholeSeconds: true, out _, out _)
                || word.Value.StartsWith("ipv6=", StringComparison.Ordinal)
                    && word.Value[5..] is not ("on" or "off")
            )
            .Select(word =>
                ConfProblem.Of(
                    line,
                    word,
                    $"invalid parameter: {word.Value}",
                    "whole seconds, or on and off, are meant",
                    "addresses, valid=TIME in whole seconds, ipv6=on or off"
                )
            );
}
