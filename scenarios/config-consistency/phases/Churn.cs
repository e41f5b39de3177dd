using NUnit.Framework;
using Verify.Scenarios.ConfigConsistency.Seed;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Steps 6.1 and 6.2: when the alarms for lost instances sound.</summary>
internal static class Churn
{
    public const string Command =
        "wrangler tail cf-ssai --format pretty | grep -e \"DO Instance Churn\" -e \"Young DO instance\"";

    /// <summary>As all designs say it.</summary>
    public const string Alarm = "DO Instance Churn Detected";
    private const string Warning = "Young DO instance";

    // Documented: an object is put to sleep after about 10 s without a request, and comes back as another instance.
    private const double Idle = 15;

    private const int Crashes = 8;

    public static async Task IdleAsync(WorkersInRun workers, Step step)
    {
        foreach (var design in new[] { WorkersInRun.AsDesigned, WorkersInRun.Cured })
        {
            var (system, channel) = (workers.Of(design), workers.NewChannel());
            var colo = system.Colos[0];
            await colo.MediaAsync(channel, step.Ct);
            var mark = await workers.Server.MarkAsync(step.Ct);
            await Task.Delay(workers.Clock.Real(Idle), step.Ct);
            await system.EvictAsync(ObjectNames.Of(design, colo.Name, channel), step.Ct);
            await colo.MediaAsync(channel, step.Ct);
            var alarms = await system.CountSinceAsync(mark, Alarm, step.Ct);
            var warnings = await system.CountSinceAsync(mark, Warning, step.Ct);
            var cured = design == WorkersInRun.Cured;
            ExpectAlarms(step, design, alarms, Idle);
            step.Measure(new($"{design}: warnings of a young instance", warnings, "", 1));
            if (cured)
                continue;
            step.Find(
                $"as-designed: a healthy channel that nobody watched for {Idle:0} s raises the churn alarm",
                "objects sleep after about 10 s without a request, so every quiet channel is above one an hour",
                "count only instances that end while they are at work",
                FindingKind.New,
                Effect.Waste
            );
            workers.Seed.Judge(
                SeedPromise.Alarms,
                alarms == 0,
                $"{alarms} alarm and {warnings} warnings for a healthy channel after {Idle:0} s without viewers",
                "it tells sleep from loss as little as a coin does"
            );
        }
    }

    /// <summary>What a healthy channel may raise after so many seconds without a request.</summary>
    public static void ExpectAlarms(Step step, string design, int alarms, double idle)
    {
        var cured = design == WorkersInRun.Cured;
        step.Expect(
            $"{design}: alarms of a healthy channel that was idle for {idle:0} s",
            alarms,
            Is.EqualTo(cured ? 0 : 1),
            cured
                ? "an idle instance is put to sleep, which is no loss"
                : "every new instance counts as a lost one",
            cured ? ConfigOutcomes.Alarms : null
        );
    }

    public static async Task CrashLoopAsync(WorkersInRun workers, Step step)
    {
        var (system, channel) = (workers.Of(WorkersInRun.Cured), workers.NewChannel());
        var colo = system.Colos[0];
        var mark = await workers.Server.MarkAsync(step.Ct);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(step.Ct);
        var slowest = AskAllTheTimeAsync(colo, channel, watching.Token);
        for (var i = 0; i < Crashes; i++)
        {
            // Longer than what is between two notes that it is at work (5 s).
            await Task.Delay(workers.Clock.Real(6), step.Ct);
            await system.EvictAsync(
                ObjectNames.Of(WorkersInRun.Cured, colo.Name, channel),
                step.Ct
            );
        }
        await watching.CancelAsync();
        var alarms = await system.CountSinceAsync(mark, Alarm, step.Ct);
        const string claim =
            "cured: alarms of a watched channel whose instance is lost again and again";
        // An instance that was not asked for 10 s counts as idle; so it may be where the machine is slow.
        if (alarms == 0 && workers.Clock.Design(await slowest) > 4)
            step.CannotTell(
                claim,
                "at least 1",
                "the machine was too busy to keep the object at work"
            );
        else
            step.Expect(
                claim,
                alarms,
                Is.GreaterThanOrEqualTo(1),
                $"{Crashes} instances were lost at work; it takes three within a minute"
            );
    }

    // How long its longest request took.
    private static async Task<TimeSpan> AskAllTheTimeAsync(
        Colo colo,
        ChannelName channel,
        CancellationToken ct
    )
    {
        var slowest = TimeSpan.Zero;
        while (!ct.IsCancellationRequested)
            try
            {
                var answer = await colo.MediaAsync(channel, ct);
                var took = answer.Received - answer.Sent;
                if (took > slowest)
                    slowest = took;
            }
            catch (OperationCanceledException)
            {
                break;
            }
        return slowest;
    }
}
