using System.Globalization;
using System.Text;

namespace Verify.Instruments;

/// <summary>How long one endpoint went on serving what a change had ended.</summary>
/// <param name="FirstNew">From the change to the first request that was answered with the new state, or null.</param>
/// <param name="LastOld">From the change to the last request that was answered with the old one: the invalidation time.</param>
/// <param name="NextNew">The first request after that one, all answers from it on being new: the time's upper end.</param>
/// <param name="Settled">Only the new state was seen for as long as the probe's patience.</param>
/// <param name="ChangedAt">The moment of the change by the wall clock, whose seconds nginx counts in.</param>
/// <param name="ChangeError">The change lies within this of the moment that times count from.</param>
/// <param name="LastOldByWorker">The same by worker, of the answers that were traced.</param>
/// <param name="UnprimedWorkers">Live workers not seen to serve the old state before the change.</param>
/// <param name="Inconclusive">Why nothing can be said, or null.</param>
public sealed record Invalidation(
    string Name,
    string Endpoint,
    InvalidationKind Kind,
    TimeSpan? FirstNew,
    TimeSpan LastOld,
    TimeSpan? NextNew,
    bool Settled,
    DateTimeOffset ChangedAt,
    TimeSpan ChangeError,
    IReadOnlyDictionary<int, TimeSpan> LastOldByWorker,
    IReadOnlyList<int> UnprimedWorkers,
    IReadOnlyDictionary<string, int> Errors,
    string? Inconclusive,
    IReadOnlyList<InvalidationSample> Samples
)
{
    /// <summary>How much longer than a configuration predicts the old state was served; below zero: not even so long.</summary>
    public TimeSpan Overstay(CacheWindow predicted) => LastOld - predicted.LongestAfter(ChangedAt);

    /// <summary>Every sample as a line of CSV, for evidence.</summary>
    public string Csv()
    {
        var csv = new StringBuilder("seconds_from_change,state,connection,worker,fault\n");
        foreach (var sample in Samples)
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{sample.At.TotalSeconds:F6},{sample.State.ToString().ToLowerInvariant()},"
                    + $"{(sample.KeepAlive ? "keep-alive" : "fresh")},{sample.Worker},{sample.Fault}\n"
            );
        return csv.ToString();
    }
}
