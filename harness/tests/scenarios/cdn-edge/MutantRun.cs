using Verify.Engine.Secrets;
using Verify.Scenarios.CdnEdge.Platform;
using Verify.Tests.Ground;
using Verify.Tests.Platforms;

namespace Verify.Tests.Scenarios.CdnEdge;

/// <summary>Steps of cdn-edge carried out in this process, and all that came of it.</summary>
internal sealed record MutantRun(IReadOnlyList<RunEvent> Events)
{
    public IReadOnlyList<string> Missed => Claims(Verdict.Fail);

    public IReadOnlyList<string> Held => Claims(Verdict.Pass);

    public Verdict Of(string step) =>
        Events.OfType<StepFinished>().Single(one => one.Step == step).Verdict;

    /// <summary>How each step ended, for whoever has to find out why.</summary>
    public string Said =>
        string.Join(
            '\n',
            Events
                .OfType<StepFinished>()
                .Select(step => $"{step.Step} {step.Verdict}: {step.Result} {step.Reason}")
        );

    /// <summary>A step that something is missing for says so, and is no pass.</summary>
    public void MustHaveRun()
    {
        foreach (var step in Events.OfType<StepFinished>())
            if (step.Verdict == Verdict.Skipped)
                Assert.Ignore(step.Reason ?? "");
    }

    public static async Task<MutantRun> OfAsync(
        MutantParts parts,
        TakenOut taken,
        IReadOnlyList<StepUnderTest> steps,
        CancellationToken ct,
        IRunListener? alsoHeardBy = null
    )
    {
        using var folder = new TempFolder();
        // The workers of nginx have to get to their own folder.
        File.SetUnixFileMode(folder.Path, (UnixFileMode)Convert.ToInt32("711", 8));
        var work = folder.File("work");
        var platform =
            parts == MutantParts.Edge
                // Only the diff is about both edges.
                ? (await SharedPlatform.StandingAsync()).WithEdges(
                    work,
                    taken,
                    steps.Contains(StepUnderTest.ExpectedChanges)
                        ? PlatformInRun.WithCache
                        : [PlatformInRun.Cured]
                )
                : new PlatformInRun(work, taken)
                {
                    Servers = await SharedPlatform.ServersAsync(),
                    Designs = [PlatformInRun.Cured],
                };
        var heard = new Heard();
        using (
            var record = new RecordWriter(
                RunFolder.RecordOf(folder.Path),
                alsoHeardBy is null ? [heard] : [heard, alsoHeardBy],
                new SecretMask([]),
                TimeProvider.System
            )
        )
            await new Run(
                new RunRequest("mutant", "mutant", folder.Path),
                record,
                ct
            ).CarryOutAsync(new MutantScenario(platform, parts, steps));
        return new(heard.Events);
    }

    private IReadOnlyList<string> Claims(Verdict verdict) =>
        [
            .. Events
                .OfType<ClaimEvaluated>()
                .Where(one => one.Verdict == verdict)
                .Select(one => one.Claim),
        ];

    private sealed class Heard : IRunListener
    {
        public List<RunEvent> Events { get; } = [];

        public void Hear(RunEvent happened) => Events.Add(happened);
    }
}
