using Verify.Instruments.Histories.Linearizability;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Step 5.3: cues and playlists of many clients at all colos, as histories of a register a channel.</summary>
internal static class AdHistory
{
    public const string Command =
        "20 clients: curl .../cue -d '{\"id\":\"c1-1\",...}'; curl .../v_1600k.m3u8";

    private const int Channels = 4;

    public static async Task CheckAsync(WorkersInRun workers, Step step)
    {
        await Of(workers, WorkersInRun.AsDesigned)
            .CheckAsync(
                workers.Clock,
                LinearizabilityVerdict.NotLinearizable,
                "an object a colo: what one has acknowledged another does not show",
                outcome: null,
                step
            );
        await Of(workers, WorkersInRun.Cured)
            .CheckAsync(
                workers.Clock,
                LinearizabilityVerdict.Linearizable,
                "one object does one operation after the other",
                ConfigOutcomes.OneState,
                step
            );
    }

    private static RegisterTrial Of(WorkersInRun workers, string design)
    {
        var system = workers.Of(design);
        var channels = Enumerable
            .Range(0, Channels)
            .Select(_ => workers.NewChannel())
            .ToDictionary(channel => channel.Slug);
        Colo At(int client) => system.Colos[client % system.Colos.Count];
        return new(
            design,
            [.. channels.Keys],
            (client, key, value, ct) => At(client).CueAsync(channels[key], "start", value, ct),
            async (client, key, ct) => (await At(client).MediaAsync(channels[key], ct)).Ad
        );
    }
}
