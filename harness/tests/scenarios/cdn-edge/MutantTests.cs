using Verify.Scenarios.CdnEdge.Platform;
using Verify.Tests.Ground;

namespace Verify.Tests.Scenarios.CdnEdge;

/// <summary>
/// Each step of cdn-edge fails by the name of its claim where one protection has been taken out, and the same step with the
/// same amounts passes where none has.
/// </summary>
[Parallelizable(ParallelScope.All), Waits]
public sealed class MutantTests
{
    // Some of what holds of the cured platform is about seconds, which a busy machine can break once or twice.
    private const int Tries = 3;

    private static IEnumerable<string> Names => Mutants.All.Select(one => one.Name);

    // API processes take a second to start: one platform is enough for all steps that have nothing to do with edges.
    private static ILookup<string, Mutant> Controls =>
        Mutants.All.ToLookup(one =>
            one.Parts == MutantParts.Api ? "steps of the API" : $"step {one.Step.Id}"
        );

    private static IEnumerable<string> ControlNames => Controls.Select(one => one.Key);

    [TestCaseSource(nameof(Names)), CancelAfter(Hang.Milliseconds)]
    public async Task It_fails_its_step_by_name(string name, CancellationToken ct)
    {
        var mutant = Mutants.All.Single(one => one.Name == name);
        var run = await MutantRun.OfAsync(mutant.Parts, mutant.Taken, [mutant.Step], ct);
        run.MustHaveRun();
        Assert.That(mutant.Missed, Is.SubsetOf(run.Missed), run.Said);
    }

    [TestCaseSource(nameof(ControlNames)), Retry(Tries), CancelAfter(Hang.Milliseconds)]
    public async Task Where_nothing_is_taken_out_it_passes(string name, CancellationToken ct)
    {
        var mutants = Controls[name].ToArray();
        var run = await MutantRun.OfAsync(
            mutants[0].Parts,
            TakenOut.Nothing,
            [.. mutants.Select(one => one.Step).Distinct()],
            ct
        );
        run.MustHaveRun();
        var claims = mutants.SelectMany(one => one.Missed).Distinct().ToArray();
        Assert.That(claims, Is.SubsetOf(run.Held.Except(run.Missed)), run.Said);
    }
}
