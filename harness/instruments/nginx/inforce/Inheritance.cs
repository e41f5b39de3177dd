namespace Verify.Instruments;

/// <summary>How directives pass from a level to the ones within it.</summary>
/// <remarks>
/// The rule of nearly all: a level that sets the directive, once or many times, replaces all that came from above.
/// It holds for lists too (add_header, proxy_set_header, access_log, error_page): one line below drops them whole.
/// </remarks>
internal static class Inheritance
{
    // The rewrite module's lines run where they stand; try_files, handlers and blocks belong to their own level.
    private static readonly HashSet<string> NotInherited =
    [
        "return",
        "rewrite",
        "set",
        "break",
        "if",
        "try_files",
        "location",
        "server",
        "listen",
        "server_name",
        "limit_except",
        "stub_status",
        "empty_gif",
        "flv",
        "mp4",
        "valid_referers",
    ];

    // An if or limit_except within the location keeps the handler, a nested location does not.
    private static readonly HashSet<string> Handlers =
    [
        "proxy_pass",
        "fastcgi_pass",
        "uwsgi_pass",
        "scgi_pass",
        "grpc_pass",
        "memcached_pass",
    ];

    // They fill one place in nginx, so either one of a level hides both of the level above.
    private static readonly string[][] Families =
    [
        ["root", "alias"],
        ["allow", "deny"],
    ];

    // Their setters refuse a second call ("is duplicate"); the other setters add up or have a check of their own.
    private static readonly HashSet<string> OnceSetters =
    [
        "flag",
        "sec",
        "msec",
        "size",
        "off",
        "num",
        "bufs",
        "word",
        "str",
        "rate",
        "workers",
        "connections",
        "keepalive",
        "directio",
        "aio",
        "open_file_cache",
    ];

    public static bool Inherits(string directive, ContextKind into) =>
        !NotInherited.Contains(directive)
        && (
            !Handlers.Contains(directive)
            || into is ContextKind.LocationIf or ContextKind.LimitExcept
        );

    /// <summary>The directives that replace each other, the one itself among them.</summary>
    public static IReadOnlyList<string> Family(string directive) =>
        Families.FirstOrDefault(family => family.Contains(directive)) ?? [directive];

    public static bool OnlyOnce(DirectiveSpec spec) =>
        OnceSetters.Contains(spec.Setter.Split(':')[0]) || spec.Name is "root" or "alias";
}
