using Verify.Reports.Conclusions;

namespace Verify.Reports.Json;

/// <summary>The conclusion within the document that <c>--json</c> writes.</summary>
internal static class JsonConclusion
{
    public static object Of(Conclusion conclusion) =>
        new
        {
            conclusion.Sentence,
            Figures = conclusion.Figures?.Rows.Select(row => new
            {
                row.Name,
                // By subject: a script asks for the candidate's.
                Values = conclusion
                    .Figures.Subjects.Zip(row.Cells)
                    .Where(pair => pair.Second is not null)
                    .ToDictionary(
                        pair => pair.First,
                        pair => new
                        {
                            pair.Second!.Value,
                            pair.Second.Unit,
                            pair.Second.Low,
                            pair.Second.High,
                            pair.Second.Confidence,
                        }
                    ),
            }),
            Findings = conclusion.Findings.Select(group => new
            {
                group.Kind,
                group.Title,
                Findings = group.Findings.SelectMany(ranked => ranked.All).Select(Finding),
            }),
            NotLookedAt = conclusion.NotLookedAt.Select(one => new { one.What, one.Why }),
        };

    /// <summary>A finding, as it stands in every list of them.</summary>
    public static object Finding(Engine.Record.FindingMade finding) =>
        new
        {
            finding.Phase,
            finding.Step,
            finding.Kind,
            finding.Effect,
            finding.Text,
            finding.Meaning,
            finding.Cure,
        };
}
