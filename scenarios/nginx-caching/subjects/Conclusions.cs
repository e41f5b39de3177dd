using Verify.Scenarios.Figures;

namespace Verify.Scenarios.NginxCaching.Subjects;

/// <summary>What a conclusion of this scenario begins with, and what it never looks at.</summary>
internal static class Conclusions
{
    public static readonly KeyFigures SideBySide = new(
        [Figure.Baseline, Figure.Candidate, Figure.Control],
        [
            new("playlist staleness, maximum", Figure.StalenessOfProbes),
            new("playlist staleness, median", Figure.StalenessOfProbes, "p50"),
            new("staleness of the stream's own playlist, maximum", Figure.Staleness),
            new("old playlist still served after replacement", Figure.ManifestReplaced),
            new("old segment still served after replacement", Figure.SegmentReplaced),
            new("browser player: time stalled", Figure.Stalled),
            new("browser player: behind live at the end", Figure.BehindLive),
            new("stalls under load", Figure.StallsUnderLoad),
            new("errors under load", Figure.Errors),
            new("CPU per request", Figure.CpuPerRequest),
        ]
    );

    public static readonly KeyFigures Watched = new(
        [Figure.Target],
        [
            new("old playlist served after a newer one", Figure.OldAfterNew),
            new("longest time without a new version", Figure.LongestStandstill),
            new("media sequence went backwards", Figure.Regressions),
            new("stalls under load", Figure.StallsUnderLoad),
            new("errors under load", Figure.Errors),
        ]
    );

    public static readonly KeyFigures BeforeAndAfter = SideBySide with
    {
        Subjects = [Figure.Baseline, Figure.Candidate],
    };

    // One host, one kind of file system, one direction of HTTP: what any lab of this kind leaves out.
    public static readonly string[] OfTheLab =
    [
        "viewers on other machines: everything is served over loopback, with HTTP/1.1 and without TLS",
        "a CDN or cache in front of the origin",
        "runs longer than a few minutes: leaks, log rotation, a full disk, encoder restarts",
    ];

    public static readonly string[] OfATarget =
    [
        "the origin's files and configuration: --target sees only what clients get",
        "a comparison: there is no baseline",
    ];

    public static readonly string[] OfATree =
    [
        "candidate and baseline at the same time: they are measured one after the other",
        "a player in a browser",
    ];
}
