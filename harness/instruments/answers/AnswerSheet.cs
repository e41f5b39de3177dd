namespace Verify.Instruments.Answers;

/// <summary>All that one server answered to a battery.</summary>
public sealed record AnswerSheet(string Server, IReadOnlyList<AskedAnswer> Answers)
{
    /// <summary>Where another server's answers differ from these, alike ones together.</summary>
    public IReadOnlyList<AnswerDifference> DifferencesOf(AnswerSheet other)
    {
        var theirs = other.Answers.ToDictionary(one => (one.Path.Kind, one.Question.Name));
        return
        [
            .. Answers
                .Where(one => theirs.ContainsKey((one.Path.Kind, one.Question.Name)))
                .SelectMany(one =>
                    Between(one, theirs[(one.Path.Kind, one.Question.Name)])
                        .Select(facets => (one, facets))
                )
                .GroupBy(pair =>
                    (
                        pair.one.Path.Kind,
                        pair.facets.Before.Aspect,
                        pair.facets.Before.What,
                        Before: pair.facets.Before.Value,
                        After: pair.facets.After
                    )
                )
                .Select(same => new AnswerDifference(
                    same.Key.Kind,
                    same.Key.Aspect,
                    same.Key.What,
                    same.Key.Before,
                    same.Key.After,
                    [.. same.Select(pair => pair.one.Question)]
                )),
        ];
    }

    // Whoever is refused, or sent elsewhere, is told so: what else differs follows from it.
    private static IEnumerable<(AnswerFacet Before, string After)> Between(
        AskedAnswer before,
        AskedAnswer after
    )
    {
        var (first, then) = (before.Facets[0], after.Facets[0]);
        if (first.Value != then.Value)
        {
            yield return (first, then.Value);
            yield break;
        }
        foreach (var facet in before.Facets)
            if (
                after.Facets.FirstOrDefault(one => one.What == facet.What) is { } same
                && same.Value != facet.Value
            )
                yield return (facet, same.Value);
    }

    public string Text => string.Join("\n\n", Answers.Select(one => one.Text));
}

/// <summary>Something that one server answers otherwise than another.</summary>
/// <param name="What">status, body, connection, or a header's name.</param>
/// <param name="Questions">Those whose answers differ so.</param>
public sealed record AnswerDifference(
    string Kind,
    AnswerAspect Aspect,
    string What,
    string Before,
    string After,
    IReadOnlyList<Question> Questions
)
{
    private const int Named = 4;

    public override string ToString() =>
        $"{What} {Before} -> {After} ({string.Join("; ", Questions.Take(Named).Select(one => one.Name))}{(Questions.Count > Named ? $"; {Questions.Count - Named} more" : "")})";
}
