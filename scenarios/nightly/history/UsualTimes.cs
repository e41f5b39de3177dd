using System.Globalization;
using Verify.Instruments.Statistics;
using Verify.Scenarios.Nightly.Jobs;
using Verify.Scenarios.Nightly.Lanes;

namespace Verify.Scenarios.Nightly.History;

/// <summary>How long jobs take, from the last nights.</summary>
internal static class UsualTimes
{
    // A few are enough to see past the one night on which the machine was busy.
    private const int Nights = 5;

    public static ExpectedJob Of(Job job, IReadOnlyList<NightLine> history)
    {
        // One that was interrupted or could not tell ended early.
        double[] seconds =
        [
            .. history
                .Where(line => line.Job == job.Name && line.ExitCode is (0 or 1))
                .TakeLast(Nights)
                .Select(line => line.Seconds),
        ];
        return seconds.Length == 0
            ? new(job, job.Expected, "an estimate")
            : new(
                job,
                TimeSpan.FromSeconds(Robust.Median(seconds)),
                string.Create(CultureInfo.InvariantCulture, $"from {seconds.Length} earlier")
            );
    }
}
