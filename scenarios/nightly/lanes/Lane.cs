namespace Verify.Scenarios.Nightly.Lanes;

/// <summary>A place where one job runs at a time, on processors that no other lane touches.</summary>
/// <param name="Number">From 1.</param>
internal sealed record Lane(int Number, IReadOnlyList<int> Processors)
{
    // What a scenario measures was designed for two processors: a generator and a server beside each other.
    private const int Width = 2;

    /// <summary>
    /// The rule that keeps measurements from disturbing each other: one job on a lane at a time, and lanes that share
    /// neither a processor nor, by its two threads, a core. A drill measures no time, but would disturb whoever does: it
    /// keeps to a lane like any other. Where there is no room for two lanes there is one, with all the processors.
    /// Caches and memory are still shared: who wants neither shared asks for one lane.
    /// </summary>
    /// <param name="usable">How many may be busy at a time: a container's quota may be less than it shows.</param>
    public static IReadOnlyList<Lane> Of(IReadOnlyList<Processor> allowed, int usable)
    {
        var lanes = new List<Lane>();
        var next = new List<int>();
        foreach (
            var core in allowed.GroupBy(one => one.Core).OrderBy(core => core.Min(one => one.Id))
        )
        {
            next.AddRange(core.Select(one => one.Id));
            if (next.Count < Width)
                continue;
            lanes.Add(new(lanes.Count + 1, [.. next]));
            next.Clear();
        }
        var most = Math.Min(lanes.Count, usable / Width);
        return most < 2 ? [new(1, [.. allowed.Select(one => one.Id)])] : [.. lanes.Take(most)];
    }
}
