using Verify.Instruments.Http;

namespace Verify.Instruments.Answers;

/// <summary>Takes an answer apart into what is compared.</summary>
internal static class AnswerFacets
{
    public static IReadOnlyList<AnswerFacet> Of(
        HttpAnswer answer,
        bool kept,
        AskedPath path,
        Uri server,
        IReadOnlyList<AskedPath> all
    )
    {
        // The page of an error is for people, in whatever coding.
        var coding =
            answer.Status >= 300
                ? AnswerFacet.None
                : AnswerHeaders.Combined(answer, "Content-Encoding").ToLowerInvariant();
        List<AnswerFacet> facets =
        [
            new(AnswerAspect.Status, "status", $"{answer.Status}"),
            new(AnswerAspect.MediaType, "Content-Type", Type(answer)),
            new(AnswerAspect.Coding, "Content-Encoding", coding),
            .. AnswerHeaders.Of(answer, server),
            new(AnswerAspect.Connection, "connection", kept ? "kept" : "closed"),
        ];
        // What is coded on the way has no length, no ranges and only a weak tag: that follows from the coding.
        if (!path.IsMissing && coding == AnswerFacet.None)
            facets.AddRange(AnswerHeaders.OfAFile(answer));
        if (!path.Moves)
            facets.Add(new(AnswerAspect.Body, "body", ServedBody.Of(answer, path, all)));
        return facets;
    }

    /// <summary>No answer at all is one too, where it is so twice.</summary>
    public static IReadOnlyList<AnswerFacet> Of(ExchangeFailed failed) =>
        [
            new(
                AnswerAspect.Status,
                "status",
                $"no answer ({failed.Fault.ToString().ToLowerInvariant()})"
            ),
        ];

    // The text of an error is for people, whatever its type.
    private static string Type(HttpAnswer answer) =>
        answer.Status >= 300 ? AnswerFacet.None : MediaTypes.Comparable(answer);
}
