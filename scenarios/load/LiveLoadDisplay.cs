using Verify.Reports.ConsoleOutput;
using Verify.Swarm.Tally;

namespace Verify.Scenarios.Load;

/// <summary>A running load on a terminal, drawn over again in place.</summary>
/// <param name="heading">Lines that say what runs.</param>
/// <param name="bars">Of the sparkline, from the lowest.</param>
internal sealed class LiveLoadDisplay(Terminal terminal, IReadOnlyList<string> heading, string bars)
    : ILoadDisplay
{
    private const int BarWidth = 20;

    private readonly LiveBlock block = new(terminal);

    // Often enough to look alive, seldom enough to cost nothing beside the load.
    public TimeSpan Every => TimeSpan.FromMilliseconds(250);

    public void Show(SwarmProgress now, LoadRates rates) =>
        block.Draw([
            .. heading.Select(line => new ConsoleLine(0, new Span(line))),
            .. Lines(now, rates),
        ]);

    public void Dispose() => block.Dispose();

    private IEnumerable<ConsoleLine> Lines(SwarmProgress now, LoadRates rates) =>
        [
            new(
                0,
                new(Bar(now.Elapsed / now.Of), Tone.Dim),
                new($"  {FigureText.Seconds(now.Elapsed)} of {FigureText.Seconds(now.Of)}  "),
                new($"{FigureText.Count(now.Viewers)} viewers", Tone.Strong)
            ),
            new(
                0,
                Label("requests"),
                new(
                    $"{FigureText.Count(now.Requests), 12}  {FigureText.Three(rates.RequestsPerSecond), 8}/s"
                )
            ),
            new(
                0,
                Label("data"),
                new(
                    $"{FigureText.Bytes(now.Bytes), 12}  {FigureText.Three(rates.MegabitsPerSecond), 8} Mbit/s  "
                ),
                new(Sparkline.Of(rates.Megabits, bars), Tone.Good)
            ),
            new(0, Label("playlists"), new(Latency(now.Playlists))),
            new(0, Label("segments"), new(Latency(now.Segments))),
            new(0, Label("stalls"), Count(now.Stalls)),
            new(0, Label("errors"), Count(now.Errors)),
        ];

    private static Span Label(string name) => new($"{name, -10}", Tone.Dim);

    private static Span Count(long count) =>
        new($"{FigureText.Count(count), 12}", count > 0 ? Tone.Bad : Tone.Plain);

    private static string Latency(LatencyPoint seen) =>
        $"{"p50 " + LoadText.Latency(seen.P50), 14}  {"p99 " + LoadText.Latency(seen.P99), 14}";

    private static string Bar(double done)
    {
        var full = (int)(Math.Clamp(done, 0, 1) * BarWidth);
        return $"[{new string('#', full)}{new string('.', BarWidth - full)}]";
    }
}
