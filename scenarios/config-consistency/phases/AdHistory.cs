using NUnit.Framework;
using Verify.Instruments.Histories;
using Verify.Instruments.Histories.Linearizability;
using Verify.Instruments.Histories.Registers;
using Verify.Reports.Plots;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Step 5.3: cues and playlists of many clients at all colos, as histories of a register a channel.</summary>
internal static class AdHistory
{
    public const string Command =
        "20 clients: curl .../cue -d '{\"id\":\"c1-1\",...}'; curl .../v_1600k.m3u8";

    private const int Clients = 20;
    private const int Operations = 1000;
    private const int Channels = 4;
    private const double Cues = 0.3;
    private const int Seed = 3;

    public static async Task CheckAsync(WorkersInRun workers, Step step)
    {
        foreach (var design in new[] { WorkersInRun.AsDesigned, WorkersInRun.Cured })
        {
            var history = await RecordAsync(workers, workers.Of(design), step.Ct);
            var judged = LinearizabilityCheck.Of(history, new Register(), ct: step.Ct);
            var cured = design == WorkersInRun.Cured;
            var claim =
                $"{design}: the history of {Operations} operations by {Clients} clients at all colos";
            var expected = Is.EqualTo(
                cured ? LinearizabilityVerdict.Linearizable : LinearizabilityVerdict.NotLinearizable
            );
            var outcome = cured ? ConfigOutcomes.OneState : null;
            if (judged.Verdict == LinearizabilityVerdict.CannotTell)
                step.CannotTell(claim, expected, judged.Reason ?? "", outcome);
            else
                step.Expect(
                    claim,
                    judged.Verdict,
                    expected,
                    cured
                        ? "one object does one operation after the other"
                        : "an object a colo: what one has acknowledged another does not show",
                    outcome
                );
            step.Measure(
                new(
                    $"{design}: the check took",
                    judged.Keys.Sum(key => key.Took.TotalMilliseconds),
                    "ms",
                    Operations
                )
            );
            if (judged.CounterExample is { } found)
                Keep(step, design, found.Key, found.Example);
        }
    }

    private static void Keep(Step step, string design, string key, CounterExample example)
    {
        var file = $"{design}-counter-example.csv";
        step.Keep(file, CounterExampleText.Csv(example), "text/csv");
        step.Plot(PlotKind.CounterExample, [new(PlotKind.Table, file)], $"{design}, {key}");
        step.Saw(string.Join('\n', CounterExampleText.Why(example)));
    }

    private static async Task<History> RecordAsync(
        WorkersInRun workers,
        SystemUnderTest system,
        CancellationToken ct
    )
    {
        var channels = Enumerable.Range(0, Channels).Select(_ => workers.NewChannel()).ToArray();
        var done = await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(client => ActAsync(workers.Clock, system, channels, client, ct))
        );
        return History.Of(done.SelectMany(one => one));
    }

    private static async Task<IReadOnlyList<Operation>> ActAsync(
        RunClock clock,
        SystemUnderTest system,
        IReadOnlyList<ChannelName> channels,
        int client,
        CancellationToken ct
    )
    {
        var random = new Random(Seed + client);
        var colo = system.Colos[client % system.Colos.Count];
        var done = new List<Operation>();
        for (var i = 0; i < Operations / Clients; i++)
        {
            var channel = channels[random.Next(channels.Count)];
            var cues = random.NextDouble() < Cues;
            var (id, called) = ($"c{client}-{i}", clock.Now);
            Act act = cues
                ? await WriteAsync(colo, channel, id, ct)
                : new Read((await colo.MediaAsync(channel, ct)).Ad);
            done.Add(
                new((client * Operations) + i, $"c{client}", channel.Slug, called, clock.Now, act)
            );
        }
        return done;
    }

    private static async Task<Act> WriteAsync(
        Colo colo,
        ChannelName channel,
        string id,
        CancellationToken ct
    ) =>
        await colo.CueAsync(channel, "start", id, ct)
            ? new Write(id)
            : throw new CannotRun($"{colo.Name} does not take the cue '{id}' of {channel.Slug}.");
}
