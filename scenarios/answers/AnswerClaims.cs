using System.Text.Json;
using NUnit.Framework;
using Verify.Instruments.Answers;
using Verify.Scenarios.Changes;

namespace Verify.Scenarios.Answers;

/// <summary>Holds a candidate's answers against the baseline's: another answer fails, unless it is expected or no worse.</summary>
/// <param name="expected">What the user has listed; null for nothing.</param>
internal sealed class AnswerClaims(Step step, ExpectedList? expected)
{
    public void Judge(AnswerSheet before, AnswerSheet after)
    {
        var all = before.DifferencesOf(after);
        var worse = all.Where(one => !IsExpected(one)).ToList();
        foreach (var one in worse.ToList())
            if (Repair.Of(one, after) is { } why)
            {
                worse.Remove(one);
                step.Find(
                    $"{one.Kind}, {after.Server}: {one}",
                    why,
                    null,
                    kind: FindingKind.Note,
                    effect: Effect.Cosmetic
                );
            }
        Unanswered(before);
        foreach (var kind in before.Answers.GroupBy(one => one.Path.Kind))
            OfKind(
                $"{kind.Key}, {after.Server}",
                kind.Count(),
                [.. worse.Where(one => one.Kind == kind.Key)]
            );
        NotThere(all, after.Server);
        if (worse.Count > 0)
            step.Saw(
                "If that is meant, list it in the file that --expect names: \"answers\": [\n"
                    + string.Join(",\n", worse.Select(Listed).Distinct())
                    + "\n]"
            );
        Types(before, after);
    }

    private void OfKind(string who, int asked, List<AnswerDifference> worse)
    {
        foreach (var aspect in worse.GroupBy(one => one.Aspect))
            step.Expect(
                $"{who}: {Word(aspect.Key)}, where it differs from the baseline's",
                aspect.Select(one => $"{one}"),
                Is.Empty,
                Because(aspect.Key)
            );
        if (worse.Count == 0)
            step.Expect(
                $"{who}: answers that differ from the baseline's (of {asked})",
                worse,
                Is.Empty,
                "by method, condition, range, coding, kind of client and connection"
            );
    }

    private bool IsExpected(AnswerDifference seen) =>
        expected is not null
        && (
            expected.Answers.Any(one => one.Fits(seen))
            || expected.Changes.Any(change => change.Says(seen))
        );

    // What was to change and did not is as little meant as the other way round.
    private void NotThere(IReadOnlyList<AnswerDifference> all, string server)
    {
        foreach (var one in expected?.Answers ?? [])
            step.Expect($"{server}: {one}", all.Any(one.Fits), Is.True, "listed with --expect");
    }

    private void Unanswered(AnswerSheet before)
    {
        foreach (
            var kind in before.Answers.Where(one =>
                one.Question.Name == "GET" && !one.Path.IsMissing && one.Facets[0].Value != "200"
            )
        )
            step.CannotTell(
                $"{kind.Path.Kind}: {before.Server} serves it",
                "status 200",
                $"{kind.Path.Target}: {kind.Facets[0].Value}; nothing can be held against that"
            );
    }

    // What was so before the change is no fault of it.
    private void Types(AnswerSheet before, AnswerSheet after)
    {
        foreach (
            var one in after.Answers.Where(one =>
                one is { Question.Name: "GET", Path.IsMissing: false }
            )
        )
        {
            var type = TypeOf(one);
            var known = one.Path.Kind.Contains("segment", StringComparison.Ordinal)
                ? MediaTypes.IsSegment(type)
                : MediaTypes.IsPlaylist(type);
            if (
                !known
                && before.Answers.Any(other =>
                    (other.Path.Kind, other.Question.Name) == (one.Path.Kind, "GET")
                    && TypeOf(other) == type
                )
            )
                step.Find(
                    $"{one.Path.Kind}: Content-Type {type}, as before the change",
                    "RFC 8216 section 4 names application/vnd.apple.mpegurl and audio/mpegurl for a playlist, section 3 the formats of segments: a player may refuse any other",
                    "types { application/vnd.apple.mpegurl m3u8; video/mp2t ts; } in that location",
                    kind: FindingKind.Before,
                    effect: Effect.Error
                );
        }
    }

    private static string TypeOf(AskedAnswer answer) =>
        answer.Facets.FirstOrDefault(one => one.Aspect == AnswerAspect.MediaType)?.Value
        ?? AnswerFacet.None;

    private static string Listed(AnswerDifference one) =>
        JsonSerializer.Serialize(
            new
            {
                kind = one.Kind,
                what = one.What,
                old = one.Before,
                @new = one.After,
            },
            Readable
        );

    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string Word(AnswerAspect aspect) =>
        aspect switch
        {
            AnswerAspect.Status => "status",
            AnswerAspect.MediaType => "media type",
            AnswerAspect.Body => "what is served",
            AnswerAspect.Caching => "what caches are told",
            AnswerAspect.Validators => "validators",
            AnswerAspect.Ranges => "ranges",
            AnswerAspect.Coding => "coding and length",
            AnswerAspect.Sharing => "CORS",
            AnswerAspect.Connection => "connections",
            _ => "other headers that clients act on",
        };

    private static string Because(AnswerAspect aspect) =>
        aspect switch
        {
            AnswerAspect.Status =>
                "whoever was served before is served after, and what was refused stays refused",
            AnswerAspect.MediaType =>
                "a playlist is known by its type or by .m3u8 (RFC 8216 section 4): a player may refuse another one, and caches and browsers go by it (RFC 9110 section 8.3)",
            AnswerAspect.Body =>
                "what is served is what was published, and what is missing is no other file",
            AnswerAspect.Caching =>
                "caches keep an answer for as long as they are told (RFC 9111 section 4.2)",
            AnswerAspect.Validators =>
                "without them a cache fetches whole files again (RFC 9110 section 8.8)",
            AnswerAspect.Ranges => "players seek and resume by ranges (RFC 9110 section 14)",
            AnswerAspect.Coding =>
                "a coding that a client did not ask for it cannot read, and media is compressed already (RFC 9110 section 8.4)",
            AnswerAspect.Sharing => "a player in a page of another site goes by them",
            AnswerAspect.Connection =>
                "a viewer reloads over one connection (RFC 9112 section 9.3), several at once and in time",
            _ => "a browser does as they say",
        };
}
