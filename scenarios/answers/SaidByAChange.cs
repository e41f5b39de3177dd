using Verify.Instruments.Answers;
using Verify.Scenarios.Changes;

namespace Verify.Scenarios.Answers;

/// <summary>Whether a listed change of the configuration says what an answer says otherwise: then nobody has to list it twice.</summary>
internal static class SaidByAChange
{
    private static readonly string[] Directives =
    [
        "add_header",
        "types",
        "default_type",
        "charset",
        "expires",
    ];

    public static bool Says(this ExpectedChange change, AnswerDifference seen) =>
        Directives.Contains(change.Directive.Split(' ')[0])
        && (
            seen.After == AnswerFacet.None
                ? change.New is null && Names(change.Old, seen)
                : Names(change.New, seen) && Holds(change.New, seen.After)
        );

    private static bool Names(string? text, AnswerDifference seen) =>
        text is not null
        && (
            seen.Aspect == AnswerAspect.MediaType
            || text.StartsWith(seen.What, StringComparison.OrdinalIgnoreCase)
        );

    private static bool Holds(string? text, string value) =>
        text is not null && Plain(text).Contains(Plain(value), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
