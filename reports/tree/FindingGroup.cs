using Verify.Engine.Record;

namespace Verify.Reports.Tree;

/// <summary>Findings that are the same to the change, the worst for a viewer first.</summary>
/// <param name="Kind">Null where the record is of before findings had a kind.</param>
public sealed record FindingGroup(FindingKind? Kind, IReadOnlyList<RankedFinding> Findings)
{
    public string Title =>
        Kind switch
        {
            FindingKind.New => "New in the candidate",
            FindingKind.Unsolved => "Unsolved",
            FindingKind.Before => "There before the change",
            FindingKind.Plan => "Wrong in the plan, done differently here",
            FindingKind.Note => "Worth knowing",
            _ => "Findings",
        };

    /// <summary>How many the record has: alike ones are shown once, and counted each.</summary>
    public int Made => Findings.Sum(finding => finding.All.Count);

    /// <summary>What was not looked at is no finding about the change: it is listed by itself.</summary>
    public static IReadOnlyList<FindingGroup> Of(IEnumerable<FindingMade> findings) =>
        [
            .. findings
                .Where(finding => finding.Kind != FindingKind.NotSeen)
                .GroupBy(finding => finding.Kind)
                .OrderBy(kind => kind.Key ?? FindingKind.Note)
                .Select(kind => new FindingGroup(kind.Key, RankedFinding.Of(kind))),
        ];

    /// <summary>In a sentence: how many of each kind; empty where there is none.</summary>
    public static string Count(IEnumerable<FindingMade> findings)
    {
        var groups = Of(findings);
        return groups.Count == 0 ? "" : $"Findings: {string.Join(", ", groups.Select(Count))}.";
    }

    private static string Count(FindingGroup group) =>
        group.Kind switch
        {
            FindingKind.New => $"{group.Made} new in the candidate",
            FindingKind.Unsolved => $"{group.Made} unsolved",
            FindingKind.Before => $"{group.Made} there before",
            FindingKind.Plan => $"{group.Made} wrong in the plan",
            FindingKind.Note => $"{group.Made} worth knowing",
            _ => $"{group.Made}",
        };
}

/// <summary>A finding, with those that say the same of something else: of a second candidate, of another file.</summary>
public sealed record RankedFinding(IReadOnlyList<FindingMade> All)
{
    public FindingMade First => All[0];

    public static IReadOnlyList<RankedFinding> Of(IEnumerable<FindingMade> findings) =>
        [
            .. findings
                // Without a meaning there is nothing by which two are the same.
                .GroupBy(one => (one.Step, one.Effect, one.Meaning ?? one.Text, one.Cure))
                .Select(alike => new RankedFinding([.. alike]))
                .OrderByDescending(one => one.First.Effect),
        ];
}
