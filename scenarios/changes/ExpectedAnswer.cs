using Verify.Instruments.Answers;

namespace Verify.Scenarios.Changes;

/// <summary>Something that answers are to say otherwise after a change, as a user lists it (<c>--expect FILE</c>, "answers").</summary>
/// <param name="Kind">playlist, segment, master, ...; null for all of them.</param>
/// <param name="What">status, body, connection, or a header's name.</param>
/// <param name="Old">Null for whatever it was.</param>
/// <param name="New">Null for whatever it becomes.</param>
internal sealed record ExpectedAnswer(string? Kind, string What, string? Old, string? New)
{
    public bool Fits(AnswerDifference seen) =>
        (Kind is null || Kind == seen.Kind)
        && What.Equals(seen.What, StringComparison.OrdinalIgnoreCase)
        && (Old is null || Same(Old, seen.Before))
        && (New is null || Same(New, seen.After));

    public override string ToString() =>
        $"{Kind ?? "any"} {What} {Old ?? "whatever it was"} -> {New ?? "whatever it is"}";

    // As typed, or as shown.
    private static bool Same(string wanted, string seen) =>
        Plain(wanted).Equals(Plain(seen), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
