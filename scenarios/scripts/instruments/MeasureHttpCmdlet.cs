using System.Management.Automation;
using Verify.Instruments.Http;
using Verify.Instruments.Staleness;
using Verify.Scripts.Values;

namespace Verify.Scripts.Instruments;

/// <summary>
/// <para type="synopsis">Asks an address a number of times and gives what came back.</para>
/// </summary>
[Cmdlet(VerbsDiagnostic.Measure, "Http")]
[OutputType(typeof(HttpSeen))]
public sealed class MeasureHttpCmdlet : InstrumentCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public Uri Url { get; set; } = null!;

    /// <summary>How many requests, each on a connection of its own.</summary>
    [Parameter]
    [ValidateRange(1, 100_000)]
    public int Count { get; set; } = 1;

    /// <summary>Between two requests, on average: each pause is a random one, so that nothing keeps in step.</summary>
    [Parameter, Duration]
    public TimeSpan Interval { get; set; } = TimeSpan.Zero;

    [Parameter, Duration]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    [Parameter]
    public string Method { get; set; } = "GET";

    [Parameter]
    public System.Collections.Hashtable Headers { get; set; } = [];

    protected override async Task<object?> WorkAsync(CancellationToken ct)
    {
        var endpoint = HttpAddress.Of(Url);
        var ask = HttpAsk.Of(
            Method,
            Url.PathAndQuery,
            [.. Headers.Keys.Cast<object>().Select(name => ($"{name}", $"{Headers[name]}"))]
        );
        var answers = new List<HttpAnswer>();
        var errors = new List<string>();
        for (var sent = 0; sent < Count; sent++)
        {
            if (sent > 0)
                await Task.Delay(Interval * (2 * Random.Shared.NextDouble()), ct);
            try
            {
                answers.Add(await FreshAnswer.ToAsync(endpoint, ask, Timeout, ct));
            }
            catch (Exception failed)
                when (failed is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                errors.Add(failed.Message);
            }
        }
        return HttpSeen.Of(answers, errors);
    }
}

/// <summary>What a number of requests gave.</summary>
/// <param name="Status">The one status that all answers had; null where they had several or there was none.</param>
/// <param name="Statuses">How many answers had each.</param>
/// <param name="Body">Of the last answer, as text.</param>
/// <param name="Headers">Of the last answer, by name.</param>
public sealed record HttpSeen(
    int Count,
    int? Status,
    IReadOnlyDictionary<string, int> Statuses,
    IReadOnlyList<string> Errors,
    TimeSpan P50,
    TimeSpan P95,
    TimeSpan P99,
    TimeSpan Max,
    System.Collections.Hashtable Headers,
    string Body
)
{
    internal static HttpSeen Of(IReadOnlyList<HttpAnswer> answers, IReadOnlyList<string> errors)
    {
        var times = Quantiles.Of(answers.Select(answer => answer.RoundTrip));
        var statuses = answers
            .CountBy(answer => $"{answer.Status}")
            .ToDictionary(pair => pair.Key, pair => pair.Value);
        var headers = new System.Collections.Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (
            var same in (answers.Count == 0 ? [] : answers[^1].Headers).GroupBy(one => one.Key)
        )
            headers[same.Key] = string.Join(", ", same.Select(one => one.Value));
        return new(
            answers.Count,
            statuses.Count == 1 ? answers[0].Status : null,
            statuses,
            errors,
            times.P50,
            times.P95,
            times.P99,
            times.Max,
            headers,
            answers.Count == 0 ? "" : System.Text.Encoding.UTF8.GetString(answers[^1].Body.Span)
        );
    }
}
