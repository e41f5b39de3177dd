using Verify.Reports.ConsoleOutput;
using Verify.Swarm.Tally;

namespace Verify.Scenarios.Load;

/// <summary>A running load as plain lines, for a pipe or a file.</summary>
internal sealed class PlainLoadDisplay : ILoadDisplay
{
    private readonly QuietWriter output;

    /// <param name="heading">Lines that say what runs.</param>
    public PlainLoadDisplay(TextWriter output, IEnumerable<string> heading)
    {
        this.output = new(output);
        foreach (var line in heading)
            this.output.Write(line + "\n");
    }

    // A log of a run of minutes stays readable.
    public TimeSpan Every => TimeSpan.FromSeconds(2);

    public void Show(SwarmProgress now, LoadRates rates) => output.Write(Line(now, rates) + "\n");

    public void Dispose() { }

    internal static string Line(SwarmProgress now, LoadRates rates) =>
        $"{FigureText.Seconds(now.Elapsed)} of {FigureText.Seconds(now.Of)}: {now.Viewers} viewers, "
        + $"{FigureText.Three(rates.RequestsPerSecond)} requests/s, {FigureText.Three(rates.MegabitsPerSecond)} Mbit/s, "
        + $"playlists p50 {LoadText.Latency(now.Playlists.P50)} p99 {LoadText.Latency(now.Playlists.P99)}, "
        + $"segments p50 {LoadText.Latency(now.Segments.P50)} p99 {LoadText.Latency(now.Segments.P99)}, "
        + $"{now.Stalls} stalls, {now.Errors} errors";
}
