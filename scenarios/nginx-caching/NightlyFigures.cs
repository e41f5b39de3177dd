using Verify.Reports;

namespace Verify.Scenarios;

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
        Stale("staleness, longest", Headline.Value),
        Stale("staleness, with 95 % at most", Headline.Bound),
        Stale("staleness, p95", Headline.Detail("p95")),
        new(
            "replaced manifest served for",
            "manifest replaced, candidate",
            "s",
            Better.Lower,
            // How close a change is seen, between two polls of it.
            Least: 0.2,
            Headline.Value
        ),
        new(
            "segment latency under load, p99 corrected",
            "segment latency, corrected",
            "ms",
            Better.Lower,
            MillisecondsOfTail,
            Headline.Value
        ),
        new(
            "CPU per request, candidate by baseline",
            "processor time per request, candidate less baseline",
            "x",
            Better.Lower,
            RatioOfCost,
            Headline.Ratio
        ),
        new("requests under load", "requests", "", Better.Higher, Requests, Headline.Value),
        new("stalls under load", "stalls", "", Better.Lower, Least: 0, Headline.Value),
    ];

    private static Headline Stale(string name, Func<Engine.Measurement, HeadlineValue?> of) =>
        new(name, "candidate staleness of probe playlists", "s", Better.Lower, SecondsOfTiming, of);
}
