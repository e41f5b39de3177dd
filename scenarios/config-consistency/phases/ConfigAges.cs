using NUnit.Framework;
using Verify.Instruments.Histories.Ages;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Step 3.5: a channel is changed again and again; how old what viewers saw was, colo by colo.</summary>
internal static class ConfigAges
{
    public const string Command =
        "while sleep $RANDOM; do curl -X PUT .../admin/channels/ch_demo_sports1 ...; done; while sleep 0.02; do curl .../v_1600k.m3u8; done";

    private const int Changes = 12;
    private const int Seed = 7;

    // KV's edge keeps what it has read for so long.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenAsks = TimeSpan.FromMilliseconds(20);

    // Two seconds of the clock at the most, so that the changes take no longer than the other steps.
    private const double LongestPause = 10;

    public static async Task CheckAsync(WorkersInRun workers, Step step)
    {
        var designs = new[] { WorkersInRun.AsDesigned, WorkersInRun.Cured };
        var all = await Task.WhenAll(designs.Select(one => SeenAsync(workers, one, step.Ct)));
        foreach (var (design, ages) in designs.Zip(all))
        {
            step.Expect($"{design}: versions seen that nobody wrote", ages.Unexplained, Is.Empty);
            foreach (var colo in ages.Colos)
            {
                step.Measure(colo.AsMeasurement($"{design}: age of what was seen, design time"));
                if (design != WorkersInRun.Cured)
                    continue;
                step.Expect(
                    $"cured, {colo.Colo}: age of what was seen, at least, in seconds",
                    colo.AtLeast.Max.TotalSeconds,
                    Is.EqualTo(0),
                    "whoever asks after an acknowledgement sees what was acknowledged",
                    ConfigOutcomes.Fresh
                );
                step.Expect(
                    $"cured, {colo.Colo}: answers with an older version than an answer before",
                    colo.GoneBack,
                    Is.EqualTo(0),
                    "versions only rise"
                );
            }
        }
    }

    private static async Task<VersionAges> SeenAsync(
        WorkersInRun workers,
        string design,
        CancellationToken ct
    )
    {
        var (system, channel) = (workers.Of(design), workers.NewChannel());
        var clock = workers.Clock;
        using var written = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var reading = system
            .Colos.Select(colo => ReadAsync(clock, colo, channel, written.Token, ct))
            .ToArray();
        var writes = await WriteAsync(clock, system.Admin, channel, ct);
        await written.CancelAsync();
        var reads = await Task.WhenAll(reading);
        return VersionAges.Of(writes, reads.SelectMany(one => one), Period);
    }

    private static async Task<IReadOnlyList<WrittenVersion>> WriteAsync(
        RunClock clock,
        Admin admin,
        ChannelName channel,
        CancellationToken ct
    )
    {
        var random = new Random(Seed);
        var writes = new List<WrittenVersion>
        {
            new(channel.Slug, 1, TimeSpan.Zero, TimeSpan.Zero),
        };
        for (var i = 0; i < Changes; i++)
        {
            await Task.Delay(clock.Real(LongestPause * random.NextDouble()), ct);
            var called = clock.DesignTime(clock.Now);
            var answer = await admin.ChangeAsync(channel, ct);
            writes.Add(
                new(
                    channel.Slug,
                    answer.Version ?? throw new CannotRun($"A change was refused: {answer.Text}"),
                    called,
                    clock.DesignTime(answer.Received)
                )
            );
        }
        return writes;
    }

    private static async Task<IReadOnlyList<SeenVersion>> ReadAsync(
        RunClock clock,
        Colo colo,
        ChannelName channel,
        CancellationToken written,
        CancellationToken ct
    )
    {
        var seen = new List<SeenVersion>();
        while (!written.IsCancellationRequested)
        {
            var answer = await colo.MediaAsync(channel, ct);
            seen.Add(
                new(
                    colo.Name,
                    channel.Slug,
                    clock.DesignTime(answer.Sent),
                    clock.DesignTime(answer.Received),
                    answer.Version
                )
            );
            await Task.Delay(BetweenAsks, ct);
        }
        return seen;
    }
}
