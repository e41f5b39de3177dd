using NUnit.Framework;
using Verify.Instruments.Staleness;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Step 7B.1: all channels of an organization are changed, and it is invalidated as a whole: what each colo serves after it.</summary>
internal static class OrganizationAges
{
    public const string Command =
        "curl -X POST http://admin.$DESIGN.localhost:$PORT/admin/organizations/demo/invalidate; for i in $(seq 100); do curl http://lhr.$DESIGN.localhost:$PORT/demo/sports$i/v_1600k.m3u8; done";

    // The plan's, in seconds.
    private const double Promised = 1;

    // As in 3.1: a minute in a cache, and another until a change has spread.
    private const double Longest = 130;

    // Three hundred viewers of one colo or another, each every so often: what is between is not seen, so a figure is too
    // small by as much at the most, and never too large.
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromMilliseconds(500);

    private const int AtOnce = 8;

    public static async Task CheckAsync(WorkersInRun workers, Step step)
    {
        foreach (var design in new[] { WorkersInRun.AsDesigned, WorkersInRun.Cured })
        {
            var old = await OldForAsync(workers, design, step);
            foreach (
                var (colo, index) in workers
                    .Of(design)
                    .Colos.Select((one, index) => (one.Name, index))
            )
            {
                var p99 = workers.Clock.Design(Quantiles.Of(old[colo]).P99);
                step.Measure(
                    new(
                        $"{design}, {colo}: p99 of the old configuration after an organization's invalidation, at least, design time",
                        p99,
                        "s",
                        old[colo].Length
                    )
                );
                if (design == WorkersInRun.Cured || index == 0)
                    step.Expect(
                        $"{design}, {colo}: p99 of the seconds with the old one, {old[colo].Length} channels",
                        p99,
                        Is.LessThanOrEqualTo(Promised),
                        design == WorkersInRun.Cured
                            ? "whoever asks after the acknowledgement is told the version"
                            : "the admin sits here: under 1 s is claimed here and nowhere else",
                        design == WorkersInRun.Cured ? ConfigOutcomes.Fresh : null
                    );
            }
        }
    }

    // By colo, for each channel: from the acknowledgement to the last request that was answered with the old one.
    private static async Task<Dictionary<string, TimeSpan[]>> OldForAsync(
        WorkersInRun workers,
        string design,
        Step step
    )
    {
        var (system, clock) = (workers.Of(design), workers.Clock);
        var channels = Enumerable
            .Range(1, WorkersInRun.Channels)
            .Select(number => new ChannelName(number))
            .ToArray();
        var asks = system
            .Colos.SelectMany(colo => channels.Select(channel => (colo, channel)))
            .ToArray();
        var before = new Dictionary<(Colo, ChannelName), int>();
        await EachAsync(
            asks,
            async ask =>
            {
                var version = (await ask.colo.MediaAsync(ask.channel, step.Ct)).Version ?? 0;
                lock (before)
                    before[ask] = version;
            }
        );
        // By nobody's worker: until the organization is invalidated, nobody is told.
        if (design == WorkersInRun.AsDesigned)
            await system.ChangeAllAsync(step.Ct);
        else
            await EachAsync(channels, channel => system.Admin.ChangeAsync(channel, step.Ct));
        var invalidated = await system.Admin.InvalidateAsync(ChannelName.Organization, step.Ct);
        var old = asks.ToDictionary(ask => ask, _ => TimeSpan.Zero);
        var left = asks;
        while (left.Length > 0 && clock.Now - invalidated.Received < clock.Real(Longest))
        {
            var still = new List<(Colo, ChannelName)>();
            await EachAsync(
                left,
                async ask =>
                {
                    var answer = await ask.colo.MediaAsync(ask.channel, step.Ct);
                    if (answer.Version > before[ask])
                        return;
                    lock (still)
                    {
                        still.Add(ask);
                        old[ask] = answer.Sent - invalidated.Received;
                    }
                }
            );
            left = [.. still];
            if (left.Length > 0)
                await Task.Delay(BetweenRounds, step.Ct);
        }
        return asks.GroupBy(ask => ask.colo.Name)
            .ToDictionary(colo => colo.Key, colo => colo.Select(ask => old[ask]).ToArray());
    }

    private static Task EachAsync<T>(IEnumerable<T> all, Func<T, Task> act) =>
        Parallel.ForEachAsync(
            all,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (one, _) => await act(one)
        );
}
