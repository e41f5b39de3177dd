using NUnit.Framework;
using NUnit.Framework.Constraints;
using Verify.Instruments.Http;

namespace Verify.Scenarios.Headers;

/// <summary>What holds of any origin's answers, whatever is configured (RFC 9110, RFC 9111).</summary>
internal static class HeaderClaims
{
    // These differ from one answer to the next, whatever the configuration.
    private static readonly string[] Changing =
    [
        "Date",
        "ETag",
        "Last-Modified",
        "Content-Length",
        "Server",
        "Content-Range",
    ];

    // Caches on the way add headers of their own to each answer; these are the origin's word.
    private static readonly string[] OfTheOrigin =
    [
        "Cache-Control",
        "Content-Type",
        "Access-Control-Allow-Origin",
        "Vary",
    ];

    /// <summary>Of a server that gives out files: all its headers, validators, and ranges.</summary>
    /// <param name="before">What the baseline answers: what it never did is no fault of the change. Null where it has to.</param>
    public static void OfAFile(Step step, string who, HeaderSurvey seen, HeaderSurvey? before)
    {
        foreach (var (what, actual, wanted) in OfAFile(seen))
            if (before is null || Holds(OfAFile(before).Single(one => one.What == what)))
                step.Expect($"{who}: {what}", actual, wanted);
            else
            {
                var isCured = Holds((what, actual, wanted));
                step.Find(
                    $"{who}: {what}: not so, {(isCured ? "on the baseline" : "nor on the baseline")}",
                    "players and caches count on it (RFC 9110)",
                    null,
                    kind: isCured ? FindingKind.Note : FindingKind.Before,
                    effect: Effect.Error
                );
            }
    }

    private static bool Holds((string What, object? Actual, IResolveConstraint Wanted) one) =>
        one.Wanted.Resolve().ApplyTo(one.Actual).IsSuccess;

    private static IEnumerable<(string What, object? Actual, IResolveConstraint Wanted)> OfAFile(
        HeaderSurvey seen
    ) =>
        [
            (
                "HEAD returns the same headers",
                Stable(seen.Head.Answer).ToArray(),
                Is.EqualTo(Stable(seen.Get.Answer).ToArray())
            ),
            ("a range request returns that part", seen.RangeMatches, Is.True),
            ("a range beyond the end", seen.BeyondEnd.Answer?.Status, Is.EqualTo(416)),
            .. Conditionals(seen)
                .Select(one =>
                    (
                        $"{one.What} with the validator just received",
                        (object?)Status(seen, one.Answer),
                        (IResolveConstraint)Is.EqualTo(304)
                    )
                ),
        ];

    /// <summary>Of any server, caches before it included: ranges and validators are its own choice (RFC 9110).</summary>
    public static void OfAnyServer(Step step, string who, HeaderSurvey seen, HttpAnswer got)
    {
        step.Expect(
            $"{who}: HEAD returns the same headers",
            Origins(seen.Head.Answer),
            Is.EqualTo(Origins(got))
        );
        if (seen.FirstBytes.Answer?.Status == 206)
            step.Expect($"{who}: a range request returns that part", seen.RangeMatches, Is.True);
        foreach (var (what, answer) in Conditionals(seen).Where(one => one.Answer is not null))
            Conditional(step, $"{who}: {what}", seen, answer);
    }

    private static (string What, ProbedAnswer? Answer)[] Conditionals(HeaderSurvey seen) =>
        [("If-None-Match", seen.SameTag), ("If-Modified-Since", seen.SameDate)];

    private static string[] Origins(HttpAnswer? answer) =>
        [.. OfTheOrigin.Select(name => $"{name}: {string.Join(", ", answer?.All(name) ?? [])}")];

    // A live playlist may change between two requests; a new tag is then the right answer.
    private static int? Status(HeaderSurvey seen, ProbedAnswer? answer) =>
        answer?.Answer is { Status: 200 } changed
        && changed.First("ETag") != seen.Get.Answer?.First("ETag")
            ? 304
            : answer?.Answer?.Status;

    private static void Conditional(
        Step step,
        string what,
        HeaderSurvey seen,
        ProbedAnswer? answer
    ) =>
        step.Expect(
            $"{what} with the validator just received",
            Status(seen, answer),
            Is.EqualTo(304)
        );

    public static IEnumerable<string> Stable(HttpAnswer? answer) =>
        (answer?.Headers ?? [])
            .Where(header => !Changing.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .Select(header => $"{header.Key}: {header.Value}")
            .Order(StringComparer.Ordinal);

    public static string Text(HeaderSurvey seen) =>
        string.Join(
            "\n\n",
            new[]
            {
                seen.Get,
                seen.Head,
                seen.SameTag,
                seen.SameDate,
                seen.FirstBytes,
                seen.BeyondEnd,
                seen.Options,
            }
                .OfType<ProbedAnswer>()
                .Select(one =>
                    $"> {one.Ask.Method} {one.Ask.Target} {string.Join(", ", one.Ask.Headers.Select(h => $"{h.Key}: {h.Value}"))}\n"
                    + (
                        one.Answer is { } answer
                            ? $"< {answer.Status} {answer.Reason}\n{string.Join('\n', answer.Headers.Select(h => $"< {h.Key}: {h.Value}"))}"
                            : $"! {one.Failure}"
                    )
                )
        );
}
