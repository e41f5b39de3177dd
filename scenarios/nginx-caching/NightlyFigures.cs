using Verify.Scenarios.Figures;

namespace Verify.Scenarios.NginxCaching;

/// <summary>The few figures that say from night to night what the change is worth.</summary>
internal static class NightlyFigures
{
    // What a busy machine adds to the moment in which an answer is seen (the meter's own floor).
    private const double SecondsOfTiming = 0.02;

    // Quantiles of a few hundred requests, on processors that the generator shares with the server.
    private const double MillisecondsOfTail = 5;

    // Two of a hundred: below it nobody would buy another machine.
    private const double RatioOfCost = 0.02;

    // A viewer more or less at the end of the window has a request more or less.
    private const double Requests = 10;

    public static IReadOnlyList<Headline> All { get; } =
    [
        Stale("staleness-longest", "staleness, longest", Headline.Value),
        Stale("staleness-bound", "staleness, with 95 % at most", Headline.Bound),
        Stale("staleness-p95", "staleness, p95", Headline.Detail("p95")),
        new(
            "manifest-replaced",
            "replaced manifest served for",
            Figure.ManifestReplaced,
            Figure.Candidate,
            "s",
            Better.Lower,
            // How close a change is seen, between two polls of it.
            Least: 0.2,
            Headline.Value
        ),
        new(
            "segment-latency-p99",
            "segment latency under load, p99 corrected",
            Figure.SegmentLatency,
            Subject: null,
            "ms",
            Better.Lower,
            MillisecondsOfTail,
            Headline.Value
        ),
        new(
            "cpu-per-request-ratio",
            "CPU per request, candidate by baseline",
            Figure.CpuPerRequest,
            Subject: null,
            "x",
            Better.Lower,
            RatioOfCost,
            Headline.Ratio
        ),
        new(
            "load-requests",
            "requests under load",
            Figure.Requests,
            Subject: null,
            "",
            Better.Higher,
            Requests,
            Headline.Value
        ),
        new(
            "load-stalls",
            "stalls under load",
            Figure.StallsUnderLoad,
            Subject: null,
            "",
            Better.Lower,
            Least: 0,
            Headline.Value
        ),
    ];

    private static Headline Stale(string id, string name, Func<Measurement, HeadlineValue?> of) =>
        new(
            id,
            name,
            Figure.StalenessOfProbes,
            Figure.Candidate,
            "s",
            Better.Lower,
            SecondsOfTiming,
            of
        );
}
