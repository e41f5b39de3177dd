using Verify.Fixtures.Packages;
using Verify.Fixtures.Workerd;
using Verify.Tests.Engine;
using Verify.Tests.Ground;

namespace Verify.Tests.ConfigWorker;

/// <summary>Each fault of the workers is noticed by the step that is named for it.</summary>
[Waits]
internal sealed class MutantTests
{
    private SelfRun run = null!;

    private static IEnumerable<Mutant> All => Mutants.All;

    [OneTimeSetUp]
    public async Task Run()
    {
        await NpmPackages.EnsureAsync(
            WorkerdService.Folder,
            install: true,
            TextWriter.Null,
            CancellationToken.None
        );
        run = SelfRun.Of<MutantScenario>();
    }

    [TestCaseSource(nameof(All))]
    public void Is_noticed(Mutant mutant)
    {
        var step = MutantScenario.StepOf(mutant);
        var judged = run.All<ClaimEvaluated>()
            .Where(one =>
                one.Step == step && one.Claim.Contains(mutant.Claim, StringComparison.Ordinal)
            )
            .Select(one => one.Verdict)
            .ToArray();
        // On a machine that is too busy a step says so, and neither passes nor fails.
        if (judged.Contains(Verdict.Inconclusive) && !judged.Contains(Verdict.Fail))
            Assert.Inconclusive($"{mutant}: the step could not tell");
        Assert.That(
            judged,
            Has.Some.EqualTo(Verdict.Fail),
            string.Join(
                '\n',
                run.All<StepFinished>().Select(one => $"{one.Step} {one.Verdict} {one.Reason}")
            )
        );
    }
}
