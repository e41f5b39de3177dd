using Verify.Instruments.Nginx.Directives;

namespace Verify.Instruments.Nginx.Inforce;

/// <summary>How directives pass from a level to the ones within it.</summary>
/// <remarks>
/// The rule of nearly all: a level that sets the directive, once or many times, replaces all that came from above.
/// It holds for lists too (add_header, proxy_set_header, access_log, error_page): one line below drops them whole.
/// </remarks>
public static class Inheritance
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

    // A second line that is the same does something of its own; of all others it says nothing new.
    private static readonly HashSet<string> EachTime =
    [
        "add_header",
        "add_trailer",
        "access_log",
        "error_log",
        "rewrite",
        "set",
        "if",
        "return",
        "sub_filter",
        "fastcgi_param",
        "uwsgi_param",
        "scgi_param",
        "proxy_set_header",
        "grpc_set_header",
        "mirror",
        "server",
    ];

    // Types that such a list has always, whatever it says.
    private static readonly Dictionary<string, string> Always = new(StringComparer.Ordinal)
    {
        ["gzip_types"] = "text/html",
        ["ssi_types"] = "text/html",
        ["sub_filter_types"] = "text/html",
        ["addition_types"] = "text/html",
        ["charset_types"] = "text/html",
        ["proxy_set_header"] = "Host $proxy_host, Connection close (unless a line says otherwise)",
    };

    // The same of directives whose setter is their own; each was tried against nginx 1.22.
    private static readonly HashSet<string> OnceNames =
    [
        "root",
        "alias",
        "internal",
        "try_files",
        "proxy_pass",
        "fastcgi_pass",
        "uwsgi_pass",
        "scgi_pass",
        "grpc_pass",
        "memcached_pass",
        "auth_request",
        "auth_basic",
        "auth_basic_user_file",
        "charset",
        "source_charset",
        "expires",
        "proxy_cache_key",
        "proxy_cache",
        "fastcgi_cache",
        "fastcgi_cache_key",
        "proxy_method",
        "proxy_set_body",
        "proxy_store",
        "proxy_bind",
        "memcached_bind",
        "proxy_temp_path",
        "client_body_temp_path",
        "disable_symlinks",
        "resolver",
        "open_log_file_cache",
        "secure_link",
        "secure_link_md5",
        "limit_except",
        "dav_access",
        "userid_expires",
        "userid_mark",
        "proxy_ssl_certificate",
        "proxy_ssl_certificate_key",
        "user",
        "use",
        "worker_cpu_affinity",
        "worker_priority",
    ];

    /// <summary>Whether a line that repeats another word for word does something.</summary>
    public static bool CountsEachTime(string directive) => EachTime.Contains(directive);

    /// <summary>What nginx adds to the list by itself, or null.</summary>
    public static string? AddedTo(string directive) => Always.GetValueOrDefault(directive);

    /// <summary>Whether a location with it passes its requests on to another server.</summary>
    public static bool PassesOn(string directive) => Handlers.Contains(directive);

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
        OnceSetters.Contains(spec.Setter.Split(':')[0]) || OnceNames.Contains(spec.Name);
}
