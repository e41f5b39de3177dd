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
        Assert.That(
            run.All<ClaimEvaluated>()
                .Where(one => one.Step == step && one.Verdict == Verdict.Fail)
                .Select(one => one.Claim),
            Has.Some.Contains(mutant.Claim),
            string.Join(
                '\n',
                run.All<StepFinished>().Select(one => $"{one.Step} {one.Verdict} {one.Reason}")
            )
        );
    }
}
