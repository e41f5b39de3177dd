using NUnit.Framework;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Steps 0.2 and 9.1: what a request costs D1 before the change, and what a viewer is given.</summary>
internal sealed class Baseline
{
    public const string Command =
        "for i in $(seq 10); do curl http://sjc.before.localhost:$PORT/demo/sports1/v_1600k.m3u8; done";

    private const int Requests = 10;

    private string? before;

    public async Task CheckAsync(WorkersInRun workers, Step step)
    {
        before = await AskAsync(workers, step);
    }

    /// <summary>After everything that the run did to the other designs.</summary>
    public async Task AgainAsync(WorkersInRun workers, Step step) =>
        step.Expect(
            "the playlist is the one of 0.2, byte for byte",
            await AskAsync(workers, step),
            Is.EqualTo(before),
            "the design before the change was never taken away, and a rollback is the way back to it",
            proves: ConfigOutcomes.Rollback
        );

    private static async Task<string> AskAsync(WorkersInRun workers, Step step)
    {
        var system = workers.Of(WorkersInRun.Before);
        var channel = workers.NewChannel();
        var text = "";
        foreach (var colo in system.Colos)
        {
            var mark = await workers.Server.MarkAsync(step.Ct);
            for (var i = 0; i < Requests; i++)
                text = (await colo.MediaAsync(channel, step.Ct)).Text;
            var reads = await system.ReadsSinceAsync(mark, step.Ct);
            step.Expect(
                $"{colo.Name}: reads of D1 for {Requests} requests",
                reads,
                Is.LessThanOrEqualTo(1),
                "the first at a colo is a miss at most; what it keeps lasts for five minutes"
            );
            step.Measure(
                new($"{colo.Name}: reads of D1 a request", (double)reads / Requests, "", Requests)
                {
                    Id = ConfigFigures.ReadsPerRequest + "-" + colo.Name,
                    Subject = WorkersInRun.Before,
                }
            );
        }
        return text;
    }
}
