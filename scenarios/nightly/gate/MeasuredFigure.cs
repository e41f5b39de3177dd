using Verify.Reports.Tree;

namespace Verify.Scenarios.Nightly.Gate;

/// <summary>A headline figure as a run measured it, with what became of the steps that did.</summary>
/// <param name="Step">The one whose verdict it is: of several the one that can be relied on least.</param>
/// <param name="Verdict">Its word, which may also be "interrupted".</param>
internal sealed record MeasuredFigure(
    Headline Headline,
    HeadlineValue Value,
    string Step,
    string Verdict
)
{
    private static readonly string Pass = Engine.Verdict.Pass.Word();
    private static readonly string Fail = Engine.Verdict.Fail.Word();

    /// <summary>Why it says nothing beside other nights; null where it does.</summary>
    /// <remarks>A step that missed a claim has measured all the same: that is the night on which to compare.</remarks>
    public string? WhyNot =>
        Verdict == Pass || Verdict == Fail ? null : $"tonight step {Step} is {Verdict}";

    public static MeasuredFigure Of(
        Headline headline,
        HeadlineValue value,
        IEnumerable<StepNode> steps
    )
    {
        var least = steps.MinBy(step => Reliance(step.Standing.Word))!;
        return new(headline, value, least.Id, least.Standing.Word);
    }

    private static int Reliance(string verdict) =>
        verdict == Pass ? 2
        : verdict == Fail ? 1
        : 0;
}
