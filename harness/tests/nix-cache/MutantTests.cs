using Verify.Fixtures.Nix;
using Verify.Tests.Engine;
using Verify.Tests.Ground;

namespace Verify.Tests.NixCache;

/// <summary>Each fault of a cache is noticed by the step that is named for it.</summary>
[Waits]
internal sealed class MutantTests
{
    private SelfRun? run;

    private static IEnumerable<Mutant> All => Mutants.All;

    [OneTimeSetUp]
    public void Run()
    {
        if (NixCacheService.Missing() is { } missing)
            Assert.Ignore(missing);
        run = SelfRun.Of<MutantScenario>();
    }

    [TestCaseSource(nameof(All))]
    public void Is_noticed(Mutant mutant) =>
        Assert.That(
            run!
                .All<ClaimEvaluated>()
                .Where(one =>
                    one.Step == MutantScenario.StepOf(mutant)
                    && one.Claim.StartsWith(mutant.Claim, StringComparison.Ordinal)
                )
                .Select(one => one.Verdict),
            Has.Some.EqualTo(mutant.Expected),
            string.Join(
                '\n',
                run.All<StepFinished>().Select(one => $"{one.Step} {one.Verdict} {one.Reason}")
            )
        );
}
