using System.Globalization;
using System.Text;
using Verify.Engine.Record;
using Verify.Instruments.Replay;

namespace Verify.Instruments.Staleness;

/// <summary>How stale one endpoint's playlist was, and how well that is known.</summary>
/// <param name="Upper95">Upper 95 % confidence bound of the maximum, or null: see <paramref name="UpperReason"/>.</param>
/// <param name="Windows">
/// Superseded versions that were served, by more than the timing error: the independent looks behind the maximum.
/// </param>
/// <param name="Missed">What a window's peak can have had beyond the last sample of it, in the mean.</param>
/// <param name="PhaseCoverage">
/// How much of the cache's period (nginx: the second) the publications went through, from 0 to 1. An encoder in step
/// with the clock stays at one phase, and the maximum is then that phase's only.
/// </param>
/// <param name="RoundTrip">The exchange itself: what happens inside it cannot be dated better.</param>
/// <param name="TimingError">How exactly the moments of superseding are known, at the worst.</param>
/// <param name="Regressions">Times the media sequence went backwards from one answer to a request after it.</param>
/// <param name="Errors">How often what came instead of a known version: a status, a fault, an unknown body.</param>
/// <param name="Workers">The workers that were seen to answer, with the number of traced answers.</param>
/// <param name="UnseenWorkers">Live workers that no traced answer came from.</param>
/// <param name="Inconclusive">Why nothing can be said, or null.</param>
public sealed record Staleness(
    string Endpoint,
    int Count,
    TimeSpan Max,
    TimeSpan Mean,
    TimeSpan P50,
    TimeSpan P95,
    TimeSpan P99,
    TimeSpan? Upper95,
    string? UpperReason,
    int Windows,
    TimeSpan Missed,
    double PhaseCoverage,
    Quantiles RoundTrip,
    TimeSpan TimingError,
    int Regressions,
    long LargestStepBack,
    IReadOnlyDictionary<string, int> Errors,
    IReadOnlyDictionary<int, int> Workers,
    IReadOnlyList<int> UnseenWorkers,
    string? Inconclusive,
    IReadOnlyList<StalenessSample> Samples,
    IReadOnlyList<PublicationTimeline> Timelines
)
{
    /// <summary>How bodies that never were on disk differ from what was: the first few.</summary>
    public IReadOnlyList<string> Unpublished { get; init; } = [];

    /// <summary>Answers that could not be judged, of all kinds.</summary>
    public int ErrorCount => Errors.Values.Sum();

    /// <summary>How much longer than a configuration predicts what was superseded was served, at most; below zero: never.</summary>
    public TimeSpan Overstay(CacheWindow predicted) =>
        Samples
            .Where(sample => sample.Staleness > TimeSpan.Zero)
            .Select(sample =>
                sample.Staleness!.Value
                - predicted.LongestAfter(sample.Wall - sample.Staleness.Value)
            )
            .DefaultIfEmpty(TimeSpan.Zero)
            .Max();

    /// <summary>
    /// Windows that the samples would have to show if each file were kept as long as predicted: one in each life, of
    /// each file that was published in it.
    /// </summary>
    public int DrawsOf(CacheWindow predicted) =>
        Samples
            .Where(sample => sample.Staleness is not null)
            .GroupBy(sample => sample.File)
            .Sum(file =>
            {
                var (from, to) = (file.Min(sample => sample.Wall), file.Max(sample => sample.Wall));
                var moments = Timelines[file.Key]
                    .Publications.Select(p => p.Wall)
                    .Where(wall => wall >= from && wall <= to)
                    .ToList();
                var gap = moments
                    .Zip(moments.Skip(1), (a, b) => b - a)
                    .DefaultIfEmpty(to - from)
                    .Max();
                var life = predicted.High > gap ? predicted.High : gap;
                return life > TimeSpan.Zero
                    ? Math.Min(moments.Count, (int)((to - from) / life))
                    : 0;
            });

    /// <summary>
    /// Answers of traced workers that a cache as predicted cannot have given, by a replay of what each was asked;
    /// and how many were replayed.
    /// </summary>
    /// <remarks>Only where every request for the files was the meter's own: a probe's.</remarks>
    public (int Replayed, IReadOnlyList<ReplayedAnswer> Disagreeing) Replay(CacheWindow predicted)
    {
        var traced = Samples
            .Where(sample => sample is { Worker: not null, Version: not null })
            .GroupBy(sample => (sample.File, sample.Worker))
            .ToList();
        return (
            traced.Sum(group => group.Count()),
            [
                .. traced.SelectMany(group =>
                    CacheReplay.Disagreeing(
                        predicted.High,
                        group.Select(sample => new ReplayedAnswer(
                            sample.Wall,
                            sample.Wall + sample.RoundTrip,
                            sample.Version!.Value
                        )),
                        [.. Timelines[group.Key.File].Publications.Select(p => (p.Wall, p.Error))]
                    )
                ),
            ]
        );
    }

    /// <summary>The maximum with its bound and its quantiles, as the run record keeps it.</summary>
    public Measurement AsMeasurement(string of = "staleness") =>
        new(
            $"{Endpoint} {of}",
            Max.TotalSeconds,
            "s",
            Count,
            Low: Upper95 is null ? null : Max.TotalSeconds,
            High: Upper95?.TotalSeconds,
            Confidence: Upper95 is null ? null : StalenessBound.Confidence,
            Details: new Dictionary<string, double>
            {
                ["p50"] = P50.TotalSeconds,
                ["p95"] = P95.TotalSeconds,
                ["p99"] = P99.TotalSeconds,
                ["mean"] = Mean.TotalSeconds,
            },
            Source: Inconclusive ?? UpperReason
        );

    /// <summary>Every sample as a line of CSV, for evidence.</summary>
    public string Csv()
    {
        var csv = new StringBuilder(
            "seconds,wall,file,staleness_s,round_trip_s,media_sequence,connection,worker,error\n"
        );
        foreach (var sample in Samples)
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{sample.At.TotalSeconds:F6},{sample.Wall:yyyy-MM-ddTHH:mm:ss.ffffffZ},"
                    + $"{sample.File},{sample.Staleness?.TotalSeconds:F6},{sample.RoundTrip.TotalSeconds:F6},"
                    + $"{sample.Sequence},{(sample.KeepAlive ? "keep-alive" : "fresh")},"
                    + $"{sample.Worker},{sample.Error}\n"
            );
        return csv.ToString();
    }
}
