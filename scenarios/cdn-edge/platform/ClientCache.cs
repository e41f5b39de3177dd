using System.Globalization;
using Verify.Instruments.Http;

namespace Verify.Scenarios.CdnEdge.Platform;

/// <summary>
/// The cache of one client, as RFC 9111 has it: an answer is given again while its age is less than its max-age. Its age is
/// what Age says, or how long ago its Date was, whichever is more, and then how long it has been here (section 4.2.3).
/// </summary>
internal sealed class ClientCache(Endpoint server, string target)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private HttpAnswer? kept;
    private TimeSpan ageWhenKept;
    private TimeSpan maxAge;

    /// <summary>An answer, from here while it is fresh.</summary>
    public async Task<HttpAnswer> GetAsync(CancellationToken ct)
    {
        if (kept is { } fresh && ageWhenKept + (Instant.Now - fresh.Answered) < maxAge)
            return fresh;
        kept = await FreshAnswer.ToAsync(server, HttpAsk.Get(target), Timeout, ct);
        (maxAge, ageWhenKept) = (MaxAgeOf(kept), AgeOf(kept));
        return kept;
    }

    private static TimeSpan AgeOf(HttpAnswer answer)
    {
        var apparent =
            answer.First("Date") is { } date
            && DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, out var sent)
                ? TimeProvider.System.GetUtcNow() - sent
                : TimeSpan.Zero;
        var told = Seconds(answer.First("Age"));
        return told > apparent ? told
            : apparent > TimeSpan.Zero ? apparent
            : TimeSpan.Zero;
    }

    // Of several, the first: what comes after it is invalid (section 4.2.1).
    private static TimeSpan MaxAgeOf(HttpAnswer answer) =>
        Seconds(
            answer
                .All("Cache-Control")
                .SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries))
                .FirstOrDefault(one => one.StartsWith("max-age=", StringComparison.Ordinal))
                ?["max-age=".Length..]
        );

    private static TimeSpan Seconds(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.Zero;
}
