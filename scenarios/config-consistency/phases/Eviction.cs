using NUnit.Framework;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Step 5.2: an ad break goes on when the instance of its object is ended.</summary>
internal static class Eviction
{
    private const string Ad = "ad-kept";

    public static async Task CheckAsync(WorkersInRun workers, Step step)
    {
        foreach (var design in WorkersInRun.Designs)
        {
            var (system, channel) = (workers.Of(design), workers.NewChannel());
            var colo = system.Colos[0];
            await colo.CueAsync(channel, "start", Ad, step.Ct);
            await system.EvictAsync(ObjectNames.Of(design, colo.Name, channel), step.Ct);
            step.Expect(
                $"{design}: the break is shown by the next instance",
                (await colo.MediaAsync(channel, step.Ct)).Has(Ad),
                Is.True,
                "it was saved before it was acknowledged"
            );
        }
    }
}
