using System.Globalization;
using NUnit.Framework;
using Verify.Scenarios.ConfigConsistency.Seed;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Step 5.1: a cue that was acknowledged is there after workerd was killed at any moment, in every design.</summary>
/// <param name="kills">How often it is killed.</param>
internal sealed class KilledRuntime(int kills)
{
    public const string Command = "kill -9 $(pgrep workerd); node platform.js settings.json";

    // From the first cue to the kill: so that it meets a cue at any point of its way. The same seed, the same moments.
    private static readonly TimeSpan LatestKill = TimeSpan.FromMilliseconds(800);
    private const int MomentSeed = 5;

    public async Task CheckAsync(WorkersInRun workers, Step step)
    {
        var moments = new Random(MomentSeed);
        var channel = workers.NewChannel();
        var (acknowledged, lost) = (0, 0);
        var begun = WorkersInRun.Designs.ToDictionary(design => design, _ => 0);
        for (var kill = 1; kill <= kills; kill++)
        {
            step.Progress($"kill {kill} of {kills}", (double)(kill - 1) / kills);
            using var dead = CancellationTokenSource.CreateLinkedTokenSource(step.Ct);
            var sending = WorkersInRun
                .Designs.Select(design =>
                    SendAsync(workers.Of(design), channel, begun[design], dead.Token)
                )
                .ToArray();
            await Task.Delay(LatestKill * moments.NextDouble(), step.Ct);
            await workers.Server.KillAsync(step.Ct);
            await dead.CancelAsync();
            var sent = await Task.WhenAll(sending);
            await workers.Server.StartAgainAsync(step.Ct);
            foreach (var (design, (known, last)) in WorkersInRun.Designs.Zip(sent))
            {
                var shown = await ShownAsync(workers.Of(design), channel, step.Ct);
                acknowledged += known - begun[design];
                // The last one sent may have been saved, and not acknowledged.
                if (shown < known || shown > last)
                    lost++;
                begun[design] = last;
            }
        }
        step.Expect(
            $"objects that show an older cue than was acknowledged, after {kills} kills",
            lost,
            Is.EqualTo(0),
            "a reply leaves an object only when its writes are on the disk",
            ConfigOutcomes.Durable
        );
        step.Measure(new("cues acknowledged before a kill", acknowledged, "", kills));
        step.Find(
            "ad state survives a kill in the design before the change as well: \"durable first\" changed nothing",
            "the output gate of an object holds its replies until its writes are flushed, whichever is done first",
            kind: FindingKind.Plan
        );
        workers.Seed.Judge(
            SeedPromise.Durable,
            lost == 0,
            $"{acknowledged} cues acknowledged, {kills} kills, {lost} lost",
            "and before the change as well: no effect of it"
        );
        workers.Seed.Judge(
            SeedPromise.Persistence,
            lost == 0,
            $"{lost} lost of {acknowledged}",
            "100 % before the change too"
        );
    }

    private static async Task<(int Acknowledged, int Last)> SendAsync(
        SystemUnderTest system,
        ChannelName channel,
        int begun,
        CancellationToken ct
    )
    {
        var (known, last) = (begun, begun);
        try
        {
            while (true)
            {
                last++;
                if (await system.Colos[0].CueAsync(channel, "start", $"{last}", ct))
                    known = last;
            }
        }
        catch (Exception cut) when (cut is HttpRequestException or OperationCanceledException)
        {
            // It was killed.
            return (known, last);
        }
    }

    private static async Task<int> ShownAsync(
        SystemUnderTest system,
        ChannelName channel,
        CancellationToken ct
    )
    {
        var answer = await system.Colos[0].MediaAsync(channel, ct);
        return int.Parse(answer.Ad ?? "0", CultureInfo.InvariantCulture);
    }
}
