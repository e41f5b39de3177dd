using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Verify.Instruments.Http;
using Verify.Instruments.Nginx.Directives;
using Verify.Instruments.Nginx.Inforce;
using Verify.Instruments.Nginx.Syntax;

namespace Verify.Instruments.Workers;

/// <summary>nginx's own count of the requests that it was sent (ngx_http_stub_status_module), where it is served.</summary>
public sealed partial class StatusPage(Endpoint endpoint, string target)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Where a configuration serves it, as a request target; null if nowhere on the server that is asked.</summary>
    /// <param name="asked">The server that clients ask; null for the first one.</param>
    public static string? In(NginxConf conf, ServerSelector? asked)
    {
        var server = Route.Of(conf, asked, "/").Server;
        return server
            .SelfAndDescendants.Where(context =>
                context.Kind == ContextKind.Location && context.Named("stub_status").Any()
            )
            .Select(location => (location, pattern: LocationPattern.Of(location.Opener!)))
            .Where(one => one.pattern.IsExact || one.pattern.IsPrefix)
            // Another location may be the one that answers there.
            .Where(one =>
                Effective.AtServer(conf, server, one.pattern.Text).Context == one.location
            )
            .Select(one => one.pattern.Text)
            .FirstOrDefault();
    }

    /// <summary>All requests since nginx was started, this one among them; null where it is not told.</summary>
    public async Task<long?> RequestsAsync(CancellationToken ct)
    {
        try
        {
            var answer = await FreshAnswer.ToAsync(endpoint, HttpAsk.Get(target), Timeout, ct);
            return answer.Status == 200
                ? Requests(Encoding.Latin1.GetString(answer.Body.Span))
                : null;
        }
        catch (ExchangeFailed)
        {
            return null;
        }
    }

    /// <summary>The third of the three counters; null for any other text.</summary>
    public static long? Requests(string page) =>
        Counters().Match(page) is { Success: true } found
        && long.TryParse(
            found.Groups["requests"].ValueSpan,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var requests
        )
            ? requests
            : null;

    // "server accepts handled requests", and with times switched on (angie) a column more.
    [GeneratedRegex(
        @"^server accepts handled requests\b[^\n]*\n +[0-9]+ +[0-9]+ +(?<requests>[0-9]+)\b",
        RegexOptions.Multiline
    )]
    private static partial Regex Counters();
}
