using Verify.Engine;
using Verify.Engine.Record;
using Verify.Reports.Tree;

namespace Verify.Reports.Allure;

/// <summary>
/// A step of ours is a test of Allure's, its claims are the steps in it: the scenario and the phase are the
/// suites around it, and a missed claim is seen as soon as the test is opened.
/// </summary>
/// <param name="evidence">Null where only what became of the steps is asked for.</param>
internal sealed class AllureTests(RunTree tree, AllureEvidence? evidence)
{
    private const string ParentSuite = "Verify";

    // Allure's page compares expected and actual letter by letter: of megabytes it dies, of 100 KB it stands still.
    private const int NameMost = 300;
    private const int TextMost = 4096;

    // So that of several claims each is still seen.
    private const int EachMost = 1024;

    public IEnumerable<AllureResult> All()
    {
        var last = When.Milliseconds(tree.Started);
        foreach (var phase in tree.Phases)
        foreach (var step in phase.Steps)
        {
            // Allure lists by time: what never ran stands where it would have.
            last = Math.Max(last + 1, When.Milliseconds(step.Started ?? phase.Started));
            yield return Of(phase, step, last);
        }
        foreach (var troubles in tree.Troubles.GroupBy(trouble => trouble.Phase))
            yield return Of(troubles);
    }

    private AllureResult Of(PhaseNode phase, StepNode step, long start)
    {
        var name = $"{step.Id} {step.Title}";
        var found = evidence is null
            ? []
            : step.Evidence.Select((e, i) => evidence.Attach(step, e, i)).ToList();
        List<AllureAttachment> attachments =
        [
            .. evidence?.Plots(step) ?? [],
            .. found.SelectMany(attached => attached),
        ];
        return Result(
            [phase.Id, step.Id],
            name,
            SuiteOf(phase),
            step.Standing,
            step.Standing.IsPass ? null : Details(step)
        ) with
        {
            DescriptionHtml = AllureDescription.Of(step, evidence?.PlotsOf(step) ?? []),
            Start = start,
            Stop = Math.Max(start, When.Milliseconds(step.Finished)),
            Labels =
            [
                .. Labels(SuiteOf(phase), step.Standing),
                new("severity", AllureStatus.Severity(step)),
            ],
            Parameters = Parameters(),
            Attachments = attachments,
            Steps =
            [
                .. step.Claims.Select((claim, i) => Claim(claim, i, start)),
                .. step.Changes.Select(Change),
                .. step
                    .Evidence.Where((_, i) => found.Count > 0 && found[i].Count == 0)
                    .Select(e => Missing(e, start)),
            ],
        };
    }

    private AllureResult Of(IGrouping<string?, Trouble> troubles)
    {
        var phase = tree.Phases.FirstOrDefault(phase => phase.Id == troubles.Key);
        var worst = troubles.Select(trouble => trouble.Verdict).Worst();
        var text = string.Join("\n", troubles.Select(trouble => trouble.Text));
        var suite = phase is null ? "Run" : SuiteOf(phase);
        var standing = new Standing(worst, true, text);
        return Result(
            [troubles.Key ?? ""],
            phase is null ? "the run as a whole" : $"phase {phase.Id} as a whole",
            suite,
            standing,
            new(
                text.StartsWith(standing.Word, StringComparison.Ordinal)
                    ? text
                    : $"{standing.Word}: {text}"
            )
        ) with
        {
            Labels = [.. Labels(suite, standing), new("severity", "blocker")],
        };
    }

    private AllureResult Result(
        string[] path,
        string name,
        string suite,
        Standing standing,
        AllureDetails? details
    )
    {
        var start = When.Milliseconds(tree.Started);
        var profile = tree.Parameters.GetValueOrDefault("profile") ?? "";
        // A drill's cell 3B.2 is another test than the scenario's step 3B.2.
        string[] root = tree.Suite is { } drill ? [tree.Scenario, drill] : [tree.Scenario];
        var test = AllureId.Hash([.. root, .. path]);
        return new(
            AllureId.Uuid([tree.Run, .. path]),
            AllureId.Hash([.. root, profile, .. path]),
            test,
            string.Join('/', root.Concat(path)),
            name,
            null,
            AllureStatus.Of(standing),
            details,
            start,
            start,
            [],
            Parameters(),
            [],
            []
        )
        {
            TitlePath = [ParentSuite, tree.Suite ?? tree.Scenario, suite],
        };
    }

    private static string SuiteOf(PhaseNode phase) => $"Phase {phase.Id}: {phase.Title}";

    private static AllureDetails Details(StepNode step)
    {
        var missed = step.Claims.Where(claim => claim.Verdict != Verdict.Pass).ToList();
        var comparison = missed.FirstOrDefault(claim => claim.Verdict == Verdict.Fail);
        return new(
            Bounded.To(TextMost, StepText.Message(step)),
            missed.Count > 0 ? Bounded.To(TextMost, StepText.Missed(step, EachMost)) : null,
            Compared(comparison?.Expected),
            Compared(comparison?.Actual)
        );
    }

    // Allure compares nothing with an empty text.
    private static string? Compared(string? text) =>
        text switch
        {
            "" => "(empty)",
            null => null,
            _ => Bounded.To(TextMost, text),
        };

    private static AllureStep Claim(ClaimEvaluated claim, int index, long start)
    {
        // Allure knows a step by its name and start: two claims of one name must not be one step.
        var at = Math.Max(start, When.Milliseconds(claim.At)) + index;
        var holds = claim.Verdict == Verdict.Pass;
        return new(
            Printable.Line(
                $"{Name(claim.Claim)}: expected {Name(claim.Expected)}, actual {Name(claim.Actual)}"
            ),
            AllureStatus.Of(claim.Verdict),
            holds
                ? null
                // In the words of the test's own message: Allure then says it once.
                : new(
                    Bounded.To(
                        TextMost,
                        $"{claim.Verdict.Word()}: {claim.Claim}: expected {claim.Expected}, actual {claim.Actual}"
                    ),
                    claim.Reason is { } reason ? Bounded.To(TextMost, reason) : null
                ),
            at,
            at,
            []
        );
    }

    private static string Name(string text) => Bounded.To(NameMost, text);

    private static AllureStep Missing(EvidenceKept kept, long start) =>
        new(
            Printable.Line($"evidence that is not in the run's folder: {kept.Name} ({kept.File})"),
            "skipped",
            null,
            start,
            start,
            []
        );

    private static AllureStep Change(ChangeNode change)
    {
        var start = When.Milliseconds(change.Intended ?? change.Done);
        var status =
            change.Failure is not null ? "broken"
            : change.Done is null && !change.IsUndone ? "skipped"
            : "passed";
        return new(
            Printable.Line($"change: {change.Title}; undo: {change.Undo} ({change.Word})"),
            status,
            change.Failure is { } failure ? new(failure) : null,
            start,
            Math.Max(start, When.Milliseconds(change.Done)),
            []
        );
    }

    // The profile makes another test of it; where the output goes, say, does not.
    private List<AllureParameter> Parameters() =>
        [.. tree.Parameters.Select(p => new AllureParameter(p.Key, p.Value, p.Key != "profile"))];

    // No host: a report is shown to others, and the machine's name is none of their business.
    private List<AllureLabel> Labels(string suite, Standing standing) =>
        [
            new("parentSuite", ParentSuite),
            new("suite", tree.Suite ?? tree.Scenario),
            new("subSuite", suite),
            new("framework", "verify"),
            new("language", "csharp"),
            .. standing.IsPass || standing.Verdict == Verdict.Fail
                ? Array.Empty<AllureLabel>()
                : [new("tag", standing.Word)],
        ];
}
