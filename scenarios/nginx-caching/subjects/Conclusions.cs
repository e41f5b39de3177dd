using Verify.Scenarios.Figures;

namespace Verify.Scenarios.NginxCaching.Subjects;

/// <summary>What a conclusion of this scenario begins with, and what it never looks at.</summary>
internal static class Conclusions
{
    public static readonly KeyFigures SideBySide = new(
        [Figure.Baseline, Figure.Candidate, Figure.Control],
        [
            new("playlist staleness, longest", Figure.StalenessOfProbes),
            new("playlist staleness, p50", Figure.StalenessOfProbes, "p50"),
            new("the stream's own playlist, longest", Figure.Staleness),
            new("replaced playlist still served", Figure.ManifestReplaced),
            new("replaced segment still served", Figure.SegmentReplaced),
            new("browser player stalled", Figure.Stalled),
            new("browser player behind live", Figure.BehindLive),
            new("stalls under load", Figure.StallsUnderLoad),
            new("errors under load", Figure.Errors),
            new("CPU per request", Figure.CpuPerRequest),
        ]
    );

    public static readonly KeyFigures Watched = new(
        [Figure.Target],
        [
            new("old playlist after a newer one", Figure.OldAfterNew),
            new("longest without a new version", Figure.LongestStandstill),
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
        "viewers beyond this machine: everything is served over loopback, by HTTP/1.1 without TLS",
        "a CDN or cache in front of the origin",
        "more than a few minutes: leaks, log rotation, a full disk, a restart of the encoder",
    ];

    public static readonly string[] OfATarget =
    [
        "the origin's files and configuration: --target sees only what clients get",
        "a baseline: nothing is compared",
    ];

    public static readonly string[] OfATree =
    [
        "the candidate beside the baseline at the same moment: they are measured one after the other",
        "a player in a browser",
    ];
}
