using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;
using Verify.Instruments.Nginx.Values;

namespace Verify.Instruments.Staleness;

/// <summary>nginx's open_file_cache as it is in force at one place.</summary>
/// <param name="Max">Entries it holds; null where there is no cache.</param>
/// <param name="Valid">open_file_cache_valid: how long an entry is believed.</param>
/// <param name="MinUses">Requests from which on a file is kept open.</param>
/// <param name="Errors">Whether it remembers that a file is not there.</param>
/// <param name="Because">The lines that say so.</param>
/// <param name="Diverted">What answers here instead of the file, or null: then nothing is known of it.</param>
public sealed record FileCache(
    long? Max,
    TimeSpan Valid,
    long MinUses,
    bool Errors,
    string Because,
    string? Diverted
)
{
    // Where one of these stands in the location itself, the request's own file is not what is served.
    private static readonly string[] Diversions =
    [
        "return",
        "rewrite",
        "try_files",
        "proxy_pass",
        "fastcgi_pass",
        "uwsgi_pass",
        "scgi_pass",
        "grpc_pass",
        "memcached_pass",
    ];

    /// <summary>
    /// Conditions (if) are passed by: nginx allows none of these directives within one, and which requests one sends
    /// elsewhere is not known from the configuration.
    /// </summary>
    public static FileCache At(Effective place)
    {
        var cache = place.Of("open_file_cache");
        var valid = place.Of("open_file_cache_valid");
        var words = cache.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var max = words.FirstOrDefault(word => word.StartsWith("max=", StringComparison.Ordinal));
        var off = max is null || words.Contains("off");
        var diverted = Diversions
            .SelectMany(place.Context.Named)
            .Where(line => !TriesTheFile(line))
            .Select(line => $"{line.Name} ({line.Place})")
            .FirstOrDefault();
        return new(
            off ? null : long.Parse(max!.AsSpan(4), provider: null),
            TimeValue.TryParse(Unquoted(valid.Text), wholeSeconds: true, out var seconds, out _)
                ? TimeSpan.FromSeconds(seconds)
                : TimeSpan.Zero,
            long.TryParse(place.Of("open_file_cache_min_uses").Text, out var uses) ? uses : 1,
            place.Of("open_file_cache_errors").Text == "on",
            off ? cache.ToString() : valid.ToString(),
            diverted
        );
    }

    // The file itself or 404, as without it: what is tried goes through the same cache (ngx_http_core_try_files_phase).
    private static bool TriesTheFile(Directive line) =>
        line.Name == "try_files"
        && line.Args.ToArray() is ["$uri", .. var others]
        && others.All(other => other is "$uri/" or "=404");

    private static string Unquoted(string text) => text.Trim('"', '\'');
}
