namespace Verify.Reports.Plots;

/// <summary>The kinds of plot that a step can declare, and the roles of what each is made of.</summary>
/// <remarks>All evidence is CSV with a header; a role that is missing is left out of the picture.</remarks>
public static class PlotKind
{
    /// <summary>
    /// Staleness over time and its distribution, a panel a server. <see cref="Stream"/> and <see cref="Probes"/> (wall,
    /// staleness_s, error), one a server; <see cref="Publications"/> (wall); <see cref="Bounds"/> (measured, of, low, high).
    /// </summary>
    public const string Staleness = "staleness";

    /// <summary>How long old states outlived changes. <see cref="Times"/> (kind, server, last_old_s, window_low_s, window_high_s).</summary>
    public const string Invalidation = "invalidation";

    /// <summary>Two servers under the same load in turn. <see cref="Times"/> (block, server, and a column a figure).</summary>
    public const string Blocks = "blocks";

    /// <summary>A swarm over time (<see cref="Progress"/>), its latencies (<see cref="Latency"/>) and their <see cref="Bounds"/>.</summary>
    public const string Swarm = "swarm";

    /// <summary>
    /// Any figures: <see cref="Times"/>, whose first column names a series, whose second is x and whose third is y; the columns'
    /// names are the axes' titles.
    /// </summary>
    public const string Series = "series";

    public const string Stream = "stream";
    public const string Probes = "probes";
    public const string Publications = "publications";
    public const string Bounds = "bounds";
    public const string Times = "times";
    public const string Progress = "progress";
    public const string Latency = "latency";
}
