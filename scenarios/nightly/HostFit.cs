using Verify.Engine.Trust;
using Verify.Reports.Nightly;
using Verify.Scenarios.Nightly.Jobs;

namespace Verify.Scenarios.Nightly;

/// <summary>Which jobs this host carries, found out before the first of them: the others would tell nothing, all night long.</summary>
internal static class HostFit
{
    /// <param name="said">Told of each that it does not carry, and why.</param>
    public static async Task<NightAsked> OfAsync(
        NightAsked asked,
        IReadOnlyList<Scenario> scenarios,
        TextWriter said,
        CancellationToken ct
    )
    {
        // A container's quota may be less than it shows.
        var processors = Math.Min(
            asked.Lanes.Min(lane => lane.Processors.Count),
            Environment.ProcessorCount
        );
        var tooMuch = new List<JobLeftOut>();
        foreach (var job in asked.Jobs)
            if (await WhyNotAsync(job, scenarios, processors, ct) is { } why)
            {
                tooMuch.Add(new(job.Name, why, OnRequest: false));
                await said.WriteLineAsync($"{job.Name} is not run: {why}");
            }
        return asked with
        {
            Jobs = [.. asked.Jobs.Where(job => tooMuch.All(one => one.Name != job.Name))],
            TooMuch = tooMuch,
        };
    }

    private static async Task<string?> WhyNotAsync(
        Job job,
        IReadOnlyList<Scenario> scenarios,
        int processors,
        CancellationToken ct
    )
    {
        if (job is not { Kind: JobKind.Scenario, Profile: { } profile })
            return null;
        var folder = TemporaryFolder.Make("verify-night-");
        try
        {
            return await scenarios
                .First(one => one.Name == job.Scenario)
                .TooMuchAsync(profile, processors, folder, ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
