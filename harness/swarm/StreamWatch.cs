using Verify.Instruments;

namespace Verify.Swarm;

/// <summary>The stream as all viewers together see it: which versions there were, and how long each was the newest.</summary>
internal sealed class StreamWatch
{
    private readonly Dictionary<Uri, Newest> newest = [];
    private readonly Lock gate = new();
    private TimeSpan target;
    private TimeSpan standstill;
    private int versions;

    public void Saw(Uri url, MediaPlaylist playlist, Instant now)
    {
        lock (gate)
        {
            target = playlist.TargetDuration > target ? playlist.TargetDuration : target;
            var known = newest.TryGetValue(url, out var before);
            // An older version, from a cache or another worker, is no new one.
            if (
                known
                && (before!.Ended || (playlist.NextSequence <= before.Next && !playlist.Ended))
            )
                return;
            if (known)
                Stood(now - before!.Since);
            versions++;
            newest[url] = new(playlist.NextSequence, now, playlist.Ended, playlist.Duration);
        }
    }

    public StreamSeen Result(Instant now)
    {
        lock (gate)
        {
            foreach (var one in newest.Values.Where(one => !one.Ended))
                Stood(now - one.Since);
            TimeSpan? length =
                newest.Count > 0 && newest.Values.All(one => one.Ended)
                    ? newest.Values.Max(one => one.Length)
                    : null;
            return new(target, versions, standstill, length);
        }
    }

    private void Stood(TimeSpan still) => standstill = still > standstill ? still : standstill;

    private sealed record Newest(long Next, Instant Since, bool Ended, TimeSpan Length);
}
