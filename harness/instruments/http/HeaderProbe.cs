namespace Verify.Instruments.Http;

/// <summary>One answer of a header probe; an answer or the failure, never both.</summary>
/// <param name="Start">The first bytes of the body, to hold a range against the whole.</param>
public sealed record ProbedAnswer(
    HttpAsk Ask,
    HttpAnswer? Answer,
    ReadOnlyMemory<byte> Start,
    string? Failure
);

/// <summary>What a server says about one target to every kind of request that a player or a cache sends.</summary>
/// <param name="SameTag">GET with If-None-Match of the tag just given; null where there was none.</param>
/// <param name="SameDate">GET with If-Modified-Since of the date just given; null where there was none.</param>
/// <param name="FirstBytes">GET of bytes 0-99.</param>
/// <param name="Whole">GET of the version that FirstBytes is a part of: a live playlist may have changed since Get.</param>
/// <param name="BeyondEnd">GET of a range that begins behind the end.</param>
public sealed record HeaderSurvey(
    string Target,
    ProbedAnswer Get,
    ProbedAnswer Head,
    ProbedAnswer? SameTag,
    ProbedAnswer? SameDate,
    ProbedAnswer FirstBytes,
    ProbedAnswer Whole,
    ProbedAnswer BeyondEnd,
    ProbedAnswer Options
)
{
    /// <summary>The part that was asked for is the part of the whole that it says it is.</summary>
    public bool RangeMatches =>
        FirstBytes.Answer is { Status: 206 }
        && FirstBytes.Start.Length > 0
        && Whole.Start.Span.StartsWith(FirstBytes.Start.Span);
}

/// <summary>Asks one endpoint about one target in every way that matters to a player or a cache.</summary>
public sealed class HeaderProbe(Endpoint endpoint, TimeSpan timeout)
{
    private const int RangeBytes = 100;

    // Two workers with two versions: that the same one never answers is one chance in a thousand.
    private const int Versions = 10;

    // A page of another site asks: only then do CORS headers matter.
    private const string OtherSite = "https://player.example";

    public async Task<HeaderSurvey> SurveyAsync(string target, CancellationToken ct)
    {
        var origin = ("Origin", OtherSite);
        var get = await AskAsync(HttpAsk.Get(target, origin), ct);
        var tag = get.Answer?.First("ETag");
        var date = get.Answer?.First("Last-Modified");
        var part = await AskAsync(
            HttpAsk.Get(target, origin, ("Range", $"bytes=0-{RangeBytes - 1}")),
            ct
        );
        return new(
            target,
            get,
            await AskAsync(HttpAsk.Of("HEAD", target, origin), ct),
            tag is null ? null : await AskAsync(HttpAsk.Get(target, ("If-None-Match", tag)), ct),
            date is null
                ? null
                : await AskAsync(HttpAsk.Get(target, ("If-Modified-Since", date)), ct),
            part,
            await WholeAsync(part, get, ct),
            await AskAsync(HttpAsk.Get(target, ("Range", $"bytes={long.MaxValue / 2}-")), ct),
            await AskAsync(
                HttpAsk.Of("OPTIONS", target, origin, ("Access-Control-Request-Method", "GET")),
                ct
            )
        );
    }

    // Told by their tags, or where there are none by their first bytes; several caches may answer in turn, each with a
    // version of its own.
    private async Task<ProbedAnswer> WholeAsync(
        ProbedAnswer part,
        ProbedAnswer whole,
        CancellationToken ct
    )
    {
        for (var i = 0; i < Versions && !AreOfOneVersion(part, whole); i++)
            whole = await AskAsync(whole.Ask, ct);
        return whole;
    }

    private static bool AreOfOneVersion(ProbedAnswer part, ProbedAnswer whole) =>
        part.Answer?.First("ETag") is { } tag
            ? whole.Answer?.First("ETag") == tag
            : whole.Start.Span.StartsWith(part.Start.Span);

    /// <summary>One request on a connection of its own; a failure is a result too.</summary>
    public async Task<ProbedAnswer> AskAsync(HttpAsk ask, CancellationToken ct)
    {
        var start = new byte[RangeBytes];
        var kept = 0;
        void Keep(ReadOnlySpan<byte> part)
        {
            var take = Math.Min(part.Length, start.Length - kept);
            part[..take].CopyTo(start.AsSpan(kept));
            kept += take;
        }

        try
        {
            var answer = await FreshAnswer.ToAsync(endpoint, ask, timeout, ct, part: Keep);
            return new(ask, answer, start.AsMemory(0, kept), null);
        }
        catch (ExchangeFailed failed)
        {
            return new(ask, null, default, $"{failed.Fault}: {failed.Message}");
        }
    }
}
