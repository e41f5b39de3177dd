namespace Verify.Tests.Engine;

public sealed class VerdictTests
{
    [TestCase(Verdict.Pass, 0)]
    [TestCase(Verdict.Fail, 1)]
    [TestCase(Verdict.Broken, 3)]
    [TestCase(Verdict.Blocked, 3)]
    [TestCase(Verdict.Inconclusive, 4)]
    [TestCase(Verdict.Skipped, 4)]
    public void Every_verdict_has_its_exit_code(Verdict verdict, int exitCode) =>
        Assert.That(verdict.ExitCode(), Is.EqualTo(exitCode));

    [Test]
    public void Only_a_pass_exits_with_0() =>
        Assert.That(
            Enum.GetValues<Verdict>().Where(verdict => verdict.ExitCode() == 0),
            Is.EqualTo(new[] { Verdict.Pass })
        );

    [Test]
    public void Only_passes_make_a_pass() =>
        Assert.That(
            from verdict in Enum.GetValues<Verdict>()
            where new[] { Verdict.Pass, verdict, Verdict.Pass }.Worst() == Verdict.Pass
            select verdict,
            Is.EqualTo(new[] { Verdict.Pass })
        );

    [Test]
    public void The_worst_stands_whatever_the_order([Values] Verdict one, [Values] Verdict other)
    {
        Verdict[] fromBest =
        [
            Verdict.Pass,
            Verdict.Skipped,
            Verdict.Blocked,
            Verdict.Inconclusive,
            Verdict.Broken,
            Verdict.Fail,
        ];
        var worst = fromBest[
            Math.Max(Array.IndexOf(fromBest, one), Array.IndexOf(fromBest, other))
        ];
        Assert.That(new[] { one, other }.Worst(), Is.EqualTo(worst));
        Assert.That(new[] { other, one }.Worst(), Is.EqualTo(worst));
    }
}
