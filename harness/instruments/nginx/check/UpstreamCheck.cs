using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Nginx.Values;

namespace Verify.Instruments.Nginx.Check;

/// <summary>Upstream blocks and the directives that pass requests on to them.</summary>
internal static class UpstreamCheck
{
    private static readonly string[] Numbers = ["weight", "max_conns", "max_fails"];
    private static readonly string[] Flags = ["backup", "down"];
    private const string Allowed = "weight=, max_conns=, max_fails=, fail_timeout=, backup, down";

    // Directives that pass requests on in another protocol, and the schemes that may stand before the address.
    private static readonly Dictionary<string, string[]> Passes = new(StringComparer.Ordinal)
    {
        ["fastcgi_pass"] = [],
        ["scgi_pass"] = [],
        ["memcached_pass"] = [],
        ["uwsgi_pass"] = ["uwsgi://", "suwsgi://"],
        ["grpc_pass"] = ["grpc://", "grpcs://"],
    };

    // They have no server of last resort; where they stand before it, nginx refuses one.
    private static readonly string[] WithoutBackup = ["hash", "ip_hash", "random"];

    public static IEnumerable<ConfProblem> Of(ConfContext level) =>
        level.Kind == ContextKind.Upstream
            ? Upstream(level)
            : level
                .Named("proxy_pass")
                .Where(line => line.Words.Count == 2)
                .SelectMany(line => Pass(line, level))
                .Concat(Passes.Keys.SelectMany(level.Named).SelectMany(OtherPass));

    private static IEnumerable<ConfProblem> OtherPass(Directive pass)
    {
        if (pass.Words.Count != 2 || pass.Words[1].Value.Contains('$'))
        {
            return [];
        }
        var text = pass.Words[1].Value;
        var scheme = Passes[pass.Name]
            .FirstOrDefault(it => text.StartsWith(it, StringComparison.OrdinalIgnoreCase));
        return Address(pass, text[(scheme ?? "").Length..], withPath: false);
    }

    private static IEnumerable<ConfProblem> Address(Directive line, string text, bool withPath) =>
        UpstreamAddress.Invalid(text, withPath) is { } invalid
            ?
            [
                ConfProblem.Of(
                    line,
                    line.Words[1],
                    $"{invalid} in upstream \"{text}\"",
                    "it is no address that a connection can be made to",
                    "HOST, HOST:PORT with a port from 1 to 65535, [IPV6]:PORT, unix:PATH"
                ),
            ]
            : [];

    private static IEnumerable<ConfProblem> Upstream(ConfContext upstream)
    {
        var servers = upstream.Named("server").ToList();
        if (servers.Count == 0)
        {
            yield return ConfProblem.Of(
                upstream.Opener!,
                "no servers are inside upstream",
                "it names no server",
                "one server at least"
            );
        }
        else if (servers.All(server => server.Args.Contains("backup")))
        {
            yield return ConfProblem.Of(
                upstream.Opener!,
                $"no servers in upstream \"{upstream.Opener!.ArgsText}\"",
                "all are backup",
                "one server that is no backup"
            );
        }
        foreach (var server in servers)
        {
            foreach (var word in server.Words.Skip(2).Where(word => !IsParameter(word.Value)))
            {
                yield return ArgumentCheck.Parameter(server, word, Allowed);
            }
            foreach (
                var problem in server.Words.Count > 1
                    ? Address(server, server.Words[1].Value, withPath: false)
                    : []
            )
            {
                yield return problem;
            }
        }
        var method = upstream.Directives.FirstOrDefault(line => WithoutBackup.Contains(line.Name));
        foreach (
            var spare in upstream
                .Directives.SkipWhile(line => line != method)
                .Where(line => line.Name == "server" && line.Args.Skip(1).Contains("backup"))
        )
        {
            yield return ConfProblem.Of(
                spare,
                spare.Words.First(word => word.Value == "backup"),
                "balancing method does not support parameter \"backup\"",
                $"{method!.Name} knows no backup",
                $"no backup, or another method than {string.Join(", ", WithoutBackup)}"
            );
        }
        foreach (
            var keepalive in upstream
                .Named("keepalive")
                .Where(line =>
                    line.Words.Count == 2
                    && (!NumberValue.TryParse(line.Args.First(), out var n) || n == 0)
                )
        )
        {
            yield return ConfProblem.Of(
                keepalive,
                keepalive.Words[1],
                $"invalid value \"{keepalive.Args.First()}\" in \"keepalive\" directive",
                "it is no number from 1",
                "a number from 1"
            );
        }
    }

    private static bool IsParameter(string text) =>
        Flags.Contains(text)
        || text.Split('=', 2) is [var name, var value]
            && (
                Numbers.Contains(name)
                    && NumberValue.TryParse(value, out var number)
                    && (name != "weight" || number > 0)
                || name == "fail_timeout"
                    && TimeValue.TryParse(value, wholeSeconds: true, out _, out _)
            );

    private static IEnumerable<ConfProblem> Pass(Directive pass, ConfContext level)
    {
        const string allowed = "http://HOST or https://HOST, perhaps with a port and a path";
        var url = pass.Words[1];
        if (url.Value.Contains('$'))
        {
            yield break;
        }
        var scheme = ((string[])["http://", "https://"]).FirstOrDefault(it =>
            url.Value.StartsWith(it, StringComparison.OrdinalIgnoreCase)
        );
        if (scheme is null)
        {
            yield return ConfProblem.Of(
                pass,
                url,
                "invalid URL prefix",
                "it begins with neither http:// nor https://",
                allowed
            );
            yield break;
        }
        var rest = url.Value[scheme.Length..];
        foreach (var problem in Address(pass, rest, withPath: true))
        {
            yield return problem;
        }
        if (rest.StartsWith("unix:", StringComparison.OrdinalIgnoreCase))
        {
            yield break;
        }
        var slash = rest.AsSpan().IndexOfAny('/', '?');
        if (slash >= 0 && !TakesUri(level))
        {
            yield return ConfProblem.Of(
                pass,
                url,
                "\"proxy_pass\" cannot have URI part in location given by regular expression, or inside named location, or inside \"if\" statement, or inside \"limit_except\" block",
                $"the path {rest[slash..]} would replace the location's, and {level.Path} has none",
                "the address without a path, or a rewrite before it"
            );
        }
    }

    private static bool TakesUri(ConfContext level) =>
        level.Kind == ContextKind.Location
        && LocationPattern.Of(level.Opener!) is { IsRegex: false, IsNamed: false };
}
