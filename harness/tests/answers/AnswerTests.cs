using Verify.Tests.Engine;

namespace Verify.Tests.Answers;

/// <summary>What step 5.16 says of candidates that are worse than their baseline, and of those that are not.</summary>
public sealed class AnswerTests
{
    private SelfRun run = null!;

    private static IEnumerable<Candidate> Worse => WorseCandidates.All;

    private static IEnumerable<Candidate> Harmless => HarmlessCandidates.All;

    [OneTimeSetUp]
    public void Ask_all_of_them()
    {
        run = SelfRun.Of<AnswersScenario>();
        Assert.That(run.Step("1.1"), Is.EqualTo(Verdict.Pass), Reason("1.1"));
    }

    [TestCaseSource(nameof(Worse))]
    public void A_worse_one_fails_by_name(object candidate)
    {
        var of = (Candidate)candidate;
        Assert.That(
            run.Step(AnswersScenario.StepOf(of)),
            Is.EqualTo(Verdict.Fail),
            Reason(AnswersScenario.StepOf(of))
        );
        var missed = Missed(AnswersScenario.StepOf(of)).ToArray();
        foreach (var claim in of.Missed)
            Assert.That(
                missed.Select(one => one.Claim),
                Has.Some.StartsWith(claim),
                string.Join('\n', missed.Select(one => $"{one.Claim}: {one.Actual}"))
            );
    }

    [TestCaseSource(nameof(Harmless))]
    public void A_harmless_one_passes(object candidate)
    {
        var step = AnswersScenario.StepOf((Candidate)candidate);
        Assert.That(run.Step(step), Is.EqualTo(Verdict.Pass), Reason(step));
    }

    [TestCaseSource(nameof(Worse)), TestCaseSource(nameof(Harmless))]
    public void Each_changes_something(object candidate) =>
        Assert.That(
            ((Candidate)candidate).Edit(AnswersScenario.Baseline),
            Is.Not.EqualTo(AnswersScenario.Baseline)
        );

    [Test]
    public void There_are_forty_worse_ones_and_twenty_harmless_ones()
    {
        Assert.That(WorseCandidates.All, Has.Count.GreaterThanOrEqualTo(40));
        Assert.That(HarmlessCandidates.All, Has.Count.GreaterThanOrEqualTo(20));
        Assert.That(
            WorseCandidates.All.Concat(HarmlessCandidates.All).Select(one => one.Name),
            Is.Unique
        );
    }

    [Test]
    public void What_the_user_lists_is_no_fault()
    {
        Assert.That(Missed("1.expected").Select(one => one.Claim), Is.Empty);
        Assert.That(Missed("1.said").Select(one => one.Claim), Is.Empty);
    }

    [Test]
    public void What_the_user_lists_and_is_not_there_fails() =>
        Assert.That(
            Missed("1.other").Select(one => one.Claim),
            Has.Some.Contain("audio/mpegurl").And.Some.StartsWith("playlist, candidate: media type")
        );

    private string? Reason(string step) =>
        run.All<StepFinished>().First(one => one.Step == step).Reason;

    private IEnumerable<ClaimEvaluated> Missed(string step) =>
        run.All<ClaimEvaluated>()
            .Where(claim => claim.Step == step && claim.Verdict != Verdict.Pass);
}
