using Verify.Swarm.Tally;

namespace Verify.Swarm.Viewers;

/// <summary>The playlists that the viewers of a run follow.</summary>
internal sealed class Playlists
{
    private readonly Dictionary<Uri, PlaylistAddress> addresses = [];

    public PlaylistAddress At(Uri url)
    {
        if (!addresses.TryGetValue(url, out var address))
            addresses.Add(url, address = new(url));
        return address;
    }

    public StreamSeen Seen()
    {
        var media = addresses.Values.Where(one => one.Versions > 0).ToArray();
        return new(
            media.Select(one => one.TargetDuration).DefaultIfEmpty().Max(),
            media.Sum(one => one.Versions),
            media.Select(one => one.Standstill).DefaultIfEmpty().Max(),
            media.Max(one => one.Length)
        );
    }
}
