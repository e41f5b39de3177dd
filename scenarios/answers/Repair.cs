using Verify.Instruments.Answers;

namespace Verify.Scenarios.Answers;

/// <summary>Whether answers that differ from the baseline's are better ones, or as good: worth saying, and no fault.</summary>
internal static class Repair
{
    /// <returns>Why nobody is worse off; null where somebody may be.</returns>
    /// <param name="after">All that the candidate answered.</param>
    public static string? Of(AnswerDifference seen, AnswerSheet after) =>
        seen.Aspect switch
        {
            AnswerAspect.MediaType
                when IsKnown(seen.Kind, seen.After) && !IsKnown(seen.Kind, seen.Before) =>
                "a type that RFC 8216 names, in the place of one that it does not",
            AnswerAspect.Sharing
            or AnswerAspect.Validators
            or AnswerAspect.Ranges
                when seen.Before == AnswerFacet.None && seen.What != "Content-Range" =>
                "it was missing before",
            AnswerAspect.Status
                when seen is { Before: "405", After: "200" or "204" }
                    && seen.Questions.All(one =>
                        one.Name.StartsWith("OPTIONS", StringComparison.Ordinal)
                    ) => "a browser that asks first is not refused any more",
            AnswerAspect.Coding
                when IsText(seen)
                    && seen.Questions.All(one => one.TakesGzip)
                    && Varies(seen.Kind, after) =>
                "a client that takes gzip gets it, with Vary: Accept-Encoding (RFC 9110 section 12.5.5)",
            AnswerAspect.Caching
                when seen is { What: "Vary", Before: AnswerFacet.None }
                    && IsAcceptEncoding(seen.After) =>
                "a cache keeps one answer for each coding that clients take",
            _ => null,
        };

    private static bool IsKnown(string kind, string type) =>
        kind.Contains("segment", StringComparison.Ordinal)
            ? MediaTypes.IsSegment(type)
            : MediaTypes.IsPlaylist(type);

    // Media is compressed already.
    private static bool IsText(AnswerDifference seen) =>
        seen is { What: "Content-Encoding", Before: AnswerFacet.None, After: "gzip" }
        && !seen.Kind.Contains("segment", StringComparison.Ordinal);

    private static bool Varies(string kind, AnswerSheet after) =>
        after
            .Answers.Where(one => one.Path.Kind == kind && one.Question.Name == "GET")
            .SelectMany(one => one.Facets)
            .Any(facet => facet.What == "Vary" && IsAcceptEncoding(facet.Value));

    private static bool IsAcceptEncoding(string value) =>
        value.Equals("Accept-Encoding", StringComparison.OrdinalIgnoreCase);
}
