using NUnit.Framework;
using Verify.Fixtures.Nginx;

namespace Verify.Scenarios.CdnEdge.Own.Checks;

/// <summary>Step 5.10: what runs is what was given.</summary>
internal static class RunningPair
{
    public static string Command(EdgePair pair) =>
        $"sha256sum {pair.Baseline.Configuration.File} {pair.Candidate.Configuration.File}";

    public static async Task CheckAsync(PairInRun run, Step step)
    {
        foreach (var edge in run.Pair.Both)
        {
            var nginx = run[edge.Role].Nginx;
            var seen = await RunningProof.OfAsync(nginx, null, step.Ct);
            step.Expect(
                $"{edge.Role}: sha256 of what nginx was started on",
                nginx.Configuration.WholeSha256,
                Is.EqualTo(edge.Configuration.WholeSha256),
                "that of what was given, with all that it includes",
                OwnOutcomes.Identity
            );
            step.Expect(
                $"{edge.Role}: files that have changed since it was started",
                seen.ChangedOnDisk,
                Is.Empty
            );
            step.Expect(
                $"{edge.Role}: workers",
                seen.Workers.Count,
                Is.EqualTo(seen.WorkersExpected)
            );
        }
    }
}
