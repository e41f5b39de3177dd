using NUnit.Framework;
using Verify.Instruments.Gates;
using Verify.Instruments.Http;

namespace Verify.Scenarios.CdnEdge.Own.Checks;

/// <summary>Step 5.1: a segment that no cache holds is asked for by many at once, and the storage takes its time.</summary>
internal static class ColdStampede
{
    private const int Viewers = 30;

    // All of them have asked long before the first is answered, and nginx's lock waits 5 s unless it is told otherwise.
    private static readonly TimeSpan StorageTakes = TimeSpan.FromSeconds(1);

    public static string Command(EdgePair pair) =>
        $"seq {Viewers} | xargs -P {Viewers} -I_ curl -s {pair.Paths[0].Segment} >/dev/null";

    public static async Task CheckAsync(PairInRun run, Step step)
    {
        var path = run.Paths.Segment;
        var before = await OfAsync(run, run.Pair.Baseline, path, step);
        var now = await OfAsync(run, run.Pair.Candidate, path, step);
        Beside.NoMore(
            step,
            $"requests at the storage for {Viewers} viewers of a cold segment",
            before,
            now,
            "the storage is asked no more often than before",
            OwnOutcomes.Storage
        );
    }

    private static async Task<int> OfAsync(PairInRun run, OwnEdge edge, string path, Step step)
    {
        await using var cold = await run.ColdAsync(edge, step.Ct);
        cold.StorageFault = Fault.Slow(StorageTakes);
        cold.Forget();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, Viewers)
                .Select(_ =>
                    new HeaderProbe(cold.Endpoint, EdgeAsks.Patience).AskAsync(
                        HttpAsk.Get(path),
                        step.Ct
                    )
                )
        );
        var asked = cold.Asked.Count;
        step.Saw(
            $"{edge.Role}: {Viewers} viewers, {asked} requests at the storage, {answers.Count(one => one.Answer?.Status == 200)} answered"
        );
        step.Measure(
            new($"{edge.Role}: requests at the storage for {Viewers} viewers", asked, "")
            {
                Id = OwnFigures.Stampede,
                Subject = edge.Role,
            }
        );
        step.Expect(
            $"{edge.Role}: viewers without an answer",
            answers.Count(one => one.Answer?.Status != 200),
            Is.Zero
        );
        if (edge.At(path, "proxy_cache_lock").Text == "on")
            step.Expect(
                $"{edge.Role}: requests at the storage",
                asked,
                Is.EqualTo(1),
                "proxy_cache_lock is on: one asks, the others wait for it"
            );
        return asked;
    }
}
