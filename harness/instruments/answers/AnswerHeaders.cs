using System.Globalization;
using System.Text.RegularExpressions;
using Verify.Instruments.Http;

namespace Verify.Instruments.Answers;

/// <summary>The headers that a cache, a browser or a player acts on, in the form in which two servers' are compared.</summary>
internal static partial class AnswerHeaders
{
    private static readonly (AnswerAspect Aspect, string Names)[] ActedOn =
    [
        (
            AnswerAspect.Caching,
            "Cache-Control Pragma Vary Age Surrogate-Control CDN-Cache-Control X-Accel-Expires X-Accel-Redirect X-Accel-Buffering"
        ),
        (
            AnswerAspect.Sharing,
            "Access-Control-Allow-Origin Access-Control-Allow-Credentials Access-Control-Expose-Headers Access-Control-Allow-Methods "
                + "Access-Control-Allow-Headers Access-Control-Max-Age Cross-Origin-Resource-Policy"
        ),
        (
            AnswerAspect.Other,
            "Location Refresh Allow WWW-Authenticate Retry-After Set-Cookie Content-Disposition Content-Location "
                + "Strict-Transport-Security Clear-Site-Data Alt-Svc X-Content-Type-Options"
        ),
    ];

    public static IEnumerable<AnswerFacet> Of(HttpAnswer answer, Uri server)
    {
        foreach (var (aspect, names) in ActedOn)
        foreach (var name in names.Split(' '))
            yield return new(
                aspect,
                name,
                Combined(answer, name)
                    .Replace(
                        server.GetLeftPart(UriPartial.Authority),
                        "",
                        StringComparison.OrdinalIgnoreCase
                    )
            );
        yield return new(AnswerAspect.Caching, "Expires", Expires(answer));
    }

    /// <summary>Of file and range: what a part of it is told by.</summary>
    public static IEnumerable<AnswerFacet> OfAFile(HttpAnswer answer)
    {
        yield return new(AnswerAspect.Validators, "ETag", Tag(answer));
        yield return new(AnswerAspect.Validators, "Last-Modified", Given(answer, "Last-Modified"));
        yield return new(AnswerAspect.Ranges, "Accept-Ranges", Combined(answer, "Accept-Ranges"));
        yield return new(AnswerAspect.Ranges, "Content-Range", Range(answer));
        yield return new(AnswerAspect.Coding, "Content-Length", Given(answer, "Content-Length"));
    }

    /// <summary>All of its lines as one (RFC 9110 section 5.3), whatever blanks stand in it.</summary>
    public static string Combined(HttpAnswer answer, string name)
    {
        var parts = answer
            .All(name)
            .SelectMany(line => line.Split(',', StringSplitOptions.TrimEntries));
        var all = string.Join(", ", parts);
        return all.Length == 0 ? AnswerFacet.None : all;
    }

    // Of a live stream another segment is asked for by then: a part is told by where in its file it lies.
    private static string Range(HttpAnswer answer)
    {
        var text = Unsatisfied().Replace(Combined(answer, "Content-Range"), "bytes */all");
        if (RangeForm().Match(text) is not { Success: true } match)
            return text;
        var (from, to, length) = (Number("from"), Number("to"), Number("length"));
        if (to != length - 1)
            return $"bytes {from}-{to} of all";
        return length - from <= from
            ? $"bytes: the last {length - from}"
            : $"bytes {from} to the last";

        long Number(string group) =>
            long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^bytes \*/\d+$")]
    private static partial Regex Unsatisfied();

    // Longer numbers are no lengths of files.
    [GeneratedRegex(@"^bytes (?<from>\d{1,15})-(?<to>\d{1,15})/(?<length>\d{1,15})$")]
    private static partial Regex RangeForm();

    private static string Given(HttpAnswer answer, string name) =>
        answer.All(name).Count() switch
        {
            0 => AnswerFacet.None,
            1 => "given",
            var count => $"given {count} times",
        };

    private static string Tag(HttpAnswer answer) =>
        Given(answer, "ETag") is var given && given != "given" ? given
        : answer.First("ETag")!.StartsWith("W/", StringComparison.Ordinal) ? "weak"
        : "strong";

    // A date that moves with the clock is told by how far ahead it lies.
    private static string Expires(HttpAnswer answer)
    {
        var text = Combined(answer, "Expires");
        return Date(answer.First("Expires")) is { } expires && Date(answer.First("Date")) is { } now
            ? expires <= now
                ? "in the past"
                : $"in {(expires - now).TotalSeconds:0} s"
            : text;
    }

    private static DateTime? Date(string? text) =>
        DateTime.TryParseExact(
            text,
            "R",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? date
            : null;
}
