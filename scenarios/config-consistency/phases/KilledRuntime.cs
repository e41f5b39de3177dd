using System.Globalization;
using NUnit.Framework;
using Verify.Scenarios.ConfigConsistency.Seed;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Step 5.1: a cue that was acknowledged is there after workerd was killed at any moment, in every design.</summary>
/// <param name="kills">How often it is killed.</param>
/// <param name="cues">How many are acknowledged in all.</param>
internal sealed class KilledRuntime(int kills, int cues)
{
    public const string Command = "kill -9 $(pgrep workerd); node platform.js settings.json";

    // Of each design, so that a thousand cues do not wait for one another.
    private const int Channels = 4;

    public async Task CheckAsync(WorkersInRun workers, Step step)
    {
        var places = WorkersInRun
            .Designs.SelectMany(design =>
                Enumerable
                    .Range(0, Channels)
                    .Select(_ => Place(workers, design, workers.NewChannel()))
            )
            .ToArray();
        var (acknowledged, lost) = await new KilledWrites(workers.Server, kills, cues).RunAsync(
            places,
            begun: 0,
            step
        );
        step.Expect(
            $"objects that show an older cue than was acknowledged, after {kills} kills",
            lost,
            Is.Empty,
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
            lost.Count == 0,
            $"{acknowledged} cues acknowledged, {kills} kills, {lost.Count} lost",
            "and before the change as well: no effect of it"
        );
        workers.Seed.Judge(
            SeedPromise.Persistence,
            lost.Count == 0,
            $"{lost.Count} lost of {acknowledged}",
            "100 % before the change too"
        );
    }

    private static WrittenPlace Place(WorkersInRun workers, string design, ChannelName channel) =>
        new(
            $"{design}, {channel.Slug}",
            (cue, ct) => workers.Of(design).Colos[0].CueAsync(channel, "start", $"{cue}", ct),
            ct => ShownAsync(workers.Of(design), channel, ct)
        );

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
