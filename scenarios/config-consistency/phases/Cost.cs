using NUnit.Framework;
using Verify.Scenarios.ConfigConsistency.Seed;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Step 7.1: what a watched channel costs D1 and KV.</summary>
internal static class Cost
{
    public const string Command =
        "while sleep 0.05; do curl http://sjc.$DESIGN.localhost:$PORT/demo/sports1/v_1600k.m3u8; done";

    private const double Ttl = 60;

    // So that what was kept at the start is over once.
    private const double Watched = 90;
    private const double HitRate = 85;
    private const double SecondsAnHour = 3600;

    private static readonly TimeSpan BetweenAsks = TimeSpan.FromMilliseconds(50);

    public static Task CheckAsync(WorkersInRun workers, Step step) =>
        Task.WhenAll(
            new[] { WorkersInRun.AsDesigned, WorkersInRun.Cured }.Select(design =>
                CheckAsync(workers, design, step)
            )
        );

    private static async Task CheckAsync(WorkersInRun workers, string design, Step step)
    {
        var (system, channel) = (workers.Of(design), workers.NewChannel());
        var (colo, clock) = (system.Colos[0], workers.Clock);
        var mark = await workers.Server.MarkAsync(step.Ct);
        var (began, requests) = (clock.Now, 0);
        while (clock.Now - began < clock.Real(Watched))
        {
            await colo.MediaAsync(channel, step.Ct);
            requests++;
            await Task.Delay(BetweenAsks, step.Ct);
        }
        var seconds = clock.Design(clock.Now - began);
        var reads = await system.ReadsSinceAsync(mark, step.Ct);
        var kv = await system.CountSinceAsync(mark, $"kv {system.Name} ", step.Ct);
        step.Expect(
            $"{design}: reads of D1 for a channel at one colo within {seconds:0} s",
            reads,
            Is.InRange(1, 1 + (int)(seconds / Ttl)),
            $"one at the start and one for every {Ttl:0} s that are over"
        );
        step.Measure(
            new($"{design}: reads of D1 an hour, channel and colo", SecondsAnHour / Ttl, "")
            {
                Source = $"by the time to live; {reads} counted within {seconds:0} s",
                Id = ConfigFigures.ReadsAnHour,
                Subject = design,
            }
        );
        step.Measure(
            new($"{design}: KV operations a request", (double)kv / requests, "", requests)
            {
                Id = ConfigFigures.KvPerRequest,
                Subject = design,
            }
        );
        if (design != WorkersInRun.AsDesigned)
            return;
        var hits = 100.0 * (requests - reads) / requests;
        workers.Seed.Judge(
            SeedPromise.HitRate,
            hits > HitRate,
            $"{hits:0.0} % of {requests} requests in {seconds:0} s",
            "of a channel with that many viewers at a colo; one that is watched once a minute has 0 %"
        );
        workers.Seed.Refuted(
            SeedPromise.Cost,
            $"{SecondsAnHour / Ttl:0} an hour at each of {system.Colos.Count} colos",
            "the plan counts one colo; each reads for itself"
        );
    }
}
