using NUnit.Framework;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Own.Checks;

/// <summary>Steps 2.1 and 3.1: how long an old configuration is served at each colo after an update, and after an invalidation.</summary>
internal static class UpdateSeen
{
    // What is not seen so long after what was promised never will be.
    private const double Late = 30;

    // Without a promise: five minutes in KV, one in which a change spreads, and some more.
    private const double Longest = 400;

    public static string Command(OwnTrial trial) =>
        $"{trial.Update}; until curl http://lhr.own.localhost:$PORT{trial.ConfigPath} | grep verify-1; do sleep 0.04; done";

    public static string InvalidationCommand(OwnTrial trial) =>
        $"{trial.Update}; {trial.Invalidate}; curl http://lhr.own.localhost:$PORT{trial.ConfigPath}";

    public static Task CheckAsync(OwnInRun run, Step step) =>
        CheckAsync(run, run.UpdateAsync, "the update", run.Trial.SeenWithin, step);

    public static Task InvalidatedAsync(OwnInRun run, Step step) =>
        CheckAsync(
            run,
            async (value, ct) =>
            {
                await run.UpdateAsync(value, ct);
                return await run.SendAsync(run.Trial.Invalidate!, value, ct);
            },
            "the invalidation",
            run.Trial.InvalidatedWithin,
            step
        );

    private static async Task CheckAsync(
        OwnInRun run,
        Func<int, CancellationToken, Task<ChangeAnswer>> change,
        string what,
        double? promised,
        Step step
    )
    {
        var (value, clock) = (run.NewValue(), run.Clock);
        var (watches, answer) = await ConfigWatch.RunAsync(
            [
                .. run.Colos.Select(colo => new ColoAsk(
                    colo.Name,
                    ct => colo.AskAsync(run.Trial.ConfigPath!, ct)
                )),
            ],
            ct => change(value, ct),
            value,
            clock.Real(promised is { } within ? within + Late : Longest),
            step.Ct
        );
        step.Expect(what, Shown.Outcome(answer.Status, answer.Text), Is.EqualTo(Shown.Answered));
        foreach (var watch in watches)
        {
            var old = clock.Design(watch.OldFor(answer.Received, value));
            step.Expect(
                $"{watch.Colo}: {what} is seen",
                watch.Seen is not null,
                Is.True,
                $"asked until {(promised is null ? Longest : promised + Late):0} s were over",
                OwnOutcomes.Seen
            );
            step.Measure(
                new($"{watch.Colo}: old configuration after {what}", old, "s", watch.Answers.Count)
            );
            if (promised is { } bound)
                step.Expect(
                    $"{watch.Colo}: seconds after {what} at which a request was still answered with the old one",
                    old,
                    Is.LessThanOrEqualTo(bound),
                    "promised by the keys file",
                    OwnOutcomes.Seen
                );
            step.Expect(
                $"{watch.Colo}: answers that are none",
                watch.Answers.Count(one => one.Status is < 200 or > 299),
                Is.EqualTo(0),
                "a change is no reason to answer with an error"
            );
        }
    }
}
