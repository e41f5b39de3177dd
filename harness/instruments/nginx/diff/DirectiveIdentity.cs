using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Nginx.Diff;

/// <summary>What makes a line of one configuration the counterpart of a line of the other.</summary>
internal static class DirectiveIdentity
{
    // Several to a block, told apart by their first argument: the header, the variable, the zone, the address.
    private static readonly HashSet<string> ByFirstArgument =
    [
        "add_header",
        "add_trailer",
        "proxy_set_header",
        "grpc_set_header",
        "fastcgi_param",
        "uwsgi_param",
        "scgi_param",
        "proxy_hide_header",
        "proxy_pass_header",
        "access_log",
        "error_log",
        "log_format",
        "listen",
        "set",
        "rewrite",
        "include",
        "proxy_cache_path",
        "fastcgi_cache_path",
        "limit_conn",
        "limit_req",
        "set_real_ip_from",
        "sub_filter",
        "proxy_redirect",
        "proxy_cookie_path",
        "auth_request_set",
        "mirror",
        "thread_pool",
        "env",
        "load_module",
        "ssl_conf_command",
    ];

    // Told apart by everything: another address is another rule.
    private static readonly HashSet<string> ByAll = ["allow", "deny"];

    // Told apart by all but the last: the codes before the page or the time.
    private static readonly HashSet<string> ByAllButLast = ["error_page", "proxy_cache_valid"];

    // Where a line whose key changed is still the same line to a reader.
    private static readonly HashSet<string> LooselyKeyed =
    [
        "listen",
        "rewrite",
        "access_log",
        "error_log",
        "include",
        "server",
        "if",
    ];

    public static string Of(Directive directive, ContextKind context)
    {
        var args = directive.Args.ToList();
        return directive.Name switch
        {
            // Header names have no case.
            "add_header" or "proxy_set_header" or "add_trailer" => Key(
                directive,
                args.Take(1).Select(name => name.ToLowerInvariant())
            ),
            "location" when directive.Block is not null =>
                $"location {LocationPattern.Of(directive)}",
            "server" when directive.Block is not null => ServerKey(directive),
            "limit_req_zone" or "limit_conn_zone" => Key(directive, args.Skip(1).Take(1)),
            _ when directive.Block is not null => Key(directive, args),
            _ when context == ContextKind.Upstream && directive.Name == "server" => Key(
                directive,
                args.Take(1)
            ),
            _ when ByFirstArgument.Contains(directive.Name) => Key(directive, args.Take(1)),
            _ when ByAll.Contains(directive.Name) => Key(directive, args),
            _ when ByAllButLast.Contains(directive.Name) => Key(directive, args.SkipLast(1)),
            _ => directive.Name,
        };
    }

    /// <summary>Lines without a counterpart that are paired in order all the same.</summary>
    public static bool PairsInOrder(Directive directive) => LooselyKeyed.Contains(directive.Name);

    private static string Key(Directive directive, IEnumerable<string> args) =>
        $"{directive.Name} {string.Join('\u001F', args)}";

    private static string ServerKey(Directive server) =>
        "server "
        + string.Join(
            '\u001F',
            server
                .Block!.Nodes.OfType<Directive>()
                .Where(line => line.Name is "listen" or "server_name")
                .Select(line =>
                    line.Name == "listen"
                        ? line.Args.FirstOrDefault()
                        : string.Join(' ', line.Args.Order(StringComparer.Ordinal))
                )
                .Order(StringComparer.Ordinal)
        );
}
