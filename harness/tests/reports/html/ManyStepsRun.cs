namespace Verify.Tests.Reports.Html;

/// <summary>A record with as many steps as one likes, for how long a report of it takes.</summary>
internal static class ManyStepsRun
{
    private const int StepsAPhase = 100;
    private const int OneInMissed = 50;

    public static IReadOnlyList<RunEvent> Events(int steps)
    {
        var phases = Enumerable.Range(1, steps / StepsAPhase).Select(p => $"{p}").ToList();
        var run = new SampleRun().Start([
            .. phases.Select(p =>
                SampleRun.Phase(
                    p,
                    "many",
                    [.. Steps(p).Select(s => SampleRun.Step(s, "one of many", "true"))]
                )
            ),
        ]);
        foreach (var phase in phases)
        {
            run.StartPhase(phase, "many");
            foreach (var (step, index) in Steps(phase).Select((s, i) => (s, i)))
            {
                var verdict = index % OneInMissed == 0 ? Verdict.Fail : Verdict.Pass;
                run.StartStep(step, "one of many", "true")
                    .Claim("it is so", "1", "1")
                    .Claim("it is fast", "< 2", verdict == Verdict.Fail ? "3" : "1", verdict)
                    .Measure(new("time", index, "ms"))
                    .EndStep(verdict);
            }
            run.EndPhase(Verdict.Fail, "claims were missed");
        }
        return run.End(Verdict.Fail).Events;
    }

    private static IEnumerable<string> Steps(string phase) =>
        Enumerable.Range(1, StepsAPhase).Select(s => $"{phase}.{s}");
}
