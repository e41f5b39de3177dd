using Verify.Instruments.Playlists;

namespace Verify.Swarm.Viewers;

/// <summary>What a viewer's network carried of late, and the variant that fits it.</summary>
internal sealed class Throughput
{
    // A new segment counts as much as all before it together: a viewer must react within a few.
    private const double Newest = 0.5;

    // Players leave a margin: hls.js goes up within 0.7 and stays within 0.95 of what it measured.
    private const double Usable = 0.8;

    private double bitsPerSecond;

    public void Note(long bytes, TimeSpan took)
    {
        var seen = bytes * 8 / Math.Max(took.TotalSeconds, 1e-6);
        bitsPerSecond =
            bitsPerSecond == 0 ? seen : (Newest * seen) + ((1 - Newest) * bitsPerSecond);
    }

    /// <returns>The index of the best that fits, of the smallest where none does, of the first before anything was measured.</returns>
    public int Choose(IReadOnlyList<Variant> variants)
    {
        if (bitsPerSecond == 0)
            return 0;
        var (best, smallest) = (-1, 0);
        for (var i = 0; i < variants.Count; i++)
        {
            if (variants[i].Bandwidth < variants[smallest].Bandwidth)
                smallest = i;
            if (
                variants[i].Bandwidth <= bitsPerSecond * Usable
                && (best < 0 || variants[i].Bandwidth > variants[best].Bandwidth)
            )
                best = i;
        }
        return best < 0 ? smallest : best;
    }
}
