using System.Globalization;
using System.Text;
using Verify.Instruments.Replay;

namespace Verify.Instruments.Invalidation;

/// <summary>How long one endpoint went on serving what a change had ended.</summary>
/// <param name="FirstNew">From the change to the first request that was answered with the new state, or null.</param>
/// <param name="LastOld">From the change to the last request that was answered with the old one: the invalidation time.</param>
/// <param name="NextNew">When each worker had shown the new state after its last old one: the time's upper end.</param>
/// <param name="Settled">Only the new state was seen for as long as the plan's patience.</param>
/// <param name="ChangedAt">The moment of the change by the wall clock, whose seconds nginx counts in.</param>
/// <param name="ChangeError">The change lies within this of the moment that times count from.</param>
/// <param name="LastOldByWorker">The same by worker.</param>
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
    /// <summary>The old state ended no earlier than LastOld and so much later at the most.</summary>
    public TimeSpan? Resolution => NextNew - LastOld;

    /// <summary>How much longer than a configuration predicts the old state was served; below zero: not even so long.</summary>
    public TimeSpan Overstay(CacheWindow predicted) => LastOld - predicted.LongestAfter(ChangedAt);

    /// <summary>Answers that a cache as predicted cannot have given, by a replay of what each worker was asked.</summary>
    public IReadOnlyList<ReplayedAnswer> Disagreeing(CacheWindow predicted) =>
        [
            .. Samples
                .Where(sample =>
                    sample is { Worker: not null, State: not InvalidationState.Neither }
                )
                .GroupBy(sample => sample.Worker)
                .SelectMany(worker =>
                    CacheReplay.Disagreeing(
                        predicted.High,
                        worker.Select(sample => new ReplayedAnswer(
                            ChangedAt + sample.At,
                            ChangedAt + sample.At + sample.Took,
                            sample.State == InvalidationState.Old ? 0 : 1
                        )),
                        [(DateTimeOffset.MinValue, TimeSpan.Zero), (ChangedAt, ChangeError)]
                    )
                ),
        ];

    /// <summary>Every sample as a line of CSV, for evidence.</summary>
    public string Csv()
    {
        var csv = new StringBuilder();
        foreach (var sample in Samples)
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{Name},{Endpoint},{sample.At.TotalSeconds:F6},{sample.Took.TotalSeconds:F6},"
                    + $"{sample.State.ToString().ToLowerInvariant()},{sample.Worker},{sample.Fault}\n"
            );
        return csv.ToString();
    }

    public static string CsvHeader =>
        "probe,server,seconds_from_change,took_s,state,worker,fault\n";
}
