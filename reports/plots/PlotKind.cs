namespace Verify.Reports.Plots;

/// <summary>The kinds of plot that a step can declare, and the roles of their evidence (CSV with a header).</summary>
public static class PlotKind
{
    /// <summary>
    /// Staleness over time and its distribution, one panel per server. Evidence: <see cref="Stream"/> and
    /// <see cref="Probes"/> per server (wall, staleness_s, error), <see cref="Publications"/> (wall), <see cref="Bounds"/>
    /// (measured, of, low, high).
    /// </summary>
    public const string Staleness = "staleness";

    /// <summary>
    /// How long old states were served after changes. Evidence: <see cref="Table"/> (kind, server, last_old_s,
    /// window_low_s, window_high_s).
    /// </summary>
    public const string Invalidation = "invalidation";

    /// <summary>Servers under the same load in turn. Evidence: <see cref="Table"/> (block, server, one column per figure).</summary>
    public const string Blocks = "blocks";

    /// <summary>A swarm over time and its latencies. Evidence: <see cref="Progress"/>, <see cref="Latency"/>, <see cref="Bounds"/>.</summary>
    public const string Swarm = "swarm";

    /// <summary>
    /// Any two figures. Evidence: <see cref="Table"/> with the series in the first column, x in the second and y in the
    /// third; the names of these columns become the axis titles.
    /// </summary>
    public const string Series = "series";

    /// <summary>
    /// Why a history is not linearizable. Evidence: <see cref="Table"/> (call_s, return_s, role, place, id, client, act),
    /// as <c>CounterExampleText.Csv</c> writes it; the title says of which object.
    /// </summary>
    public const string CounterExample = "counterExample";

    public const string Stream = "stream";
    public const string Probes = "probes";
    public const string Publications = "publications";
    public const string Bounds = "bounds";
    public const string Table = "table";
    public const string Progress = "progress";
    public const string Latency = "latency";
}
