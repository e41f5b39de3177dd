using Verify.Reports.Tree;

namespace Verify.Tests.Reports;

/// <summary>An outcome whose figure is a lower bound is not refuted at best.</summary>
[Parallelizable]
public sealed class LowerBoundTests
{
    private static ClaimEvaluated Claim(Verdict verdict, bool? onlyRefutes) =>
        new("5", "5.5", "old at most", "1 s", "0 s", verdict, Outcome: "freshness")
        {
            OnlyRefutes = onlyRefutes,
        };

    private static OutcomeNode Of(params ClaimEvaluated[] claims) =>
        new("freshness", "Fresh", "1 s", claims);

    [Test]
    public void Held_it_is_not_refuted_missed_it_is_refuted_and_with_a_proof_beside_it_it_is_met()
    {
        var (lower, proof) = (Claim(Verdict.Pass, true), Claim(Verdict.Pass, null));
        Assert.That(
            Of(lower),
            Has.Property("IsMet").False.And.Property("Word").EqualTo("not refuted")
        );
        Assert.That(
            Of(lower, proof),
            Has.Property("IsMet").True.And.Property("Word").EqualTo("pass")
        );
        Assert.That(
            Of(Claim(Verdict.Fail, true), proof),
            Has.Property("IsMet").False.And.Property("Word").EqualTo("fail")
        );
    }

    [Test]
    public void It_stays_so_in_the_record_and_records_without_it_are_read()
    {
        var line = RecordJson.Line(Claim(Verdict.Pass, true));
        Assert.That(line, Does.Contain("\"onlyRefutes\":true"));
        Assert.That(((ClaimEvaluated)RecordJson.Parse(line)!).OnlyRefutes, Is.True);
        var older = RecordJson.Line(Claim(Verdict.Pass, null));
        Assert.That(older, Does.Not.Contain("onlyRefutes"));
        Assert.That(((ClaimEvaluated)RecordJson.Parse(older)!).OnlyRefutes, Is.Null);
    }
}
