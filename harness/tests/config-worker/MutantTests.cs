using Verify.Fixtures.Packages;
using Verify.Fixtures.Workerd;
using Verify.Tests.Engine;
using Verify.Tests.Ground;

namespace Verify.Tests.ConfigWorker;

/// <summary>Each fault of the workers is noticed by the step that is named for it.</summary>
[Waits, Parallelizable]
internal sealed class MutantTests
{
    // On a machine that is too busy a step says so, and neither passes nor fails: then all are tried again.
    private const int Tries = 3;

    private readonly List<SelfRun> runs = [];

    private static IEnumerable<Mutant> All => Mutants.All;

    [OneTimeSetUp]
    public async Task Install()
    {
        await NpmPackages.EnsureAsync(
            WorkerdService.Folder,
            install: true,
            TextWriter.Null,
            CancellationToken.None
        );
    }

    [TestCaseSource(nameof(All))]
    public void Is_noticed(Mutant mutant)
    {
        // Of a KV without an edge there is nothing to see: the step misses that, or cannot tell, and never passes.
        if (mutant.Strong)
        {
            Assert.That(
                JudgedIn(Runs().First(), mutant),
                Is.Not.Empty.And.None.EqualTo(Verdict.Pass)
            );
            return;
        }
        foreach (var run in Runs())
        {
            var judged = JudgedIn(run, mutant);
            if (judged.Contains(Verdict.Inconclusive) && !judged.Contains(Verdict.Fail))
                continue;
            Assert.That(judged, Has.Some.EqualTo(Verdict.Fail), Said(run));
            return;
        }
        Assert.Fail($"{mutant}: the step could not tell, {Tries} times\n{Said(runs[^1])}");
    }

    // Those after the first only where one of them could not tell.
    private IEnumerable<SelfRun> Runs()
    {
        for (var tried = 0; tried < Tries; tried++)
        {
            if (runs.Count == tried)
                runs.Add(SelfRun.Of<MutantScenario>());
            yield return runs[tried];
        }
    }

    private static Verdict[] JudgedIn(SelfRun run, Mutant mutant) =>
        [
            .. run.All<ClaimEvaluated>()
                .Where(one =>
                    one.Step == MutantScenario.StepOf(mutant)
                    && one.Claim.Contains(mutant.Claim, StringComparison.Ordinal)
                )
                .Select(one => one.Verdict),
        ];

    private static string Said(SelfRun run) =>
        string.Join(
            '\n',
            run.All<StepFinished>().Select(one => $"{one.Step} {one.Verdict} {one.Reason}")
        );
}
