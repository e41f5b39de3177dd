using Verify.Instruments.Files;
using Verify.Instruments.Http;
using Verify.Instruments.Playlists;
using Verify.Instruments.Playlists.Reading;

namespace Verify.Instruments.Sequence;

/// <summary>What one worker said the media sequence was.</summary>
/// <param name="At">From the publication of the newer playlist to the request; before it: negative.</param>
public sealed record SequenceSighting(TimeSpan At, int Worker, long Sequence);

/// <summary>
/// Makes the media sequence run backwards on purpose, if it can: one worker caches a playlist, the next one is
/// published, another worker is asked for it, and then the first again.
/// </summary>
/// <param name="Seen">Everything that was asked, in that order; of the last attempt.</param>
/// <param name="Attempts">An entry may have died on a second of the clock in between: then it was tried again.</param>
public sealed record SequenceAcrossWorkers(
    string Endpoint,
    IReadOnlyList<SequenceSighting> Seen,
    int Attempts
)
{
    private const int MostAttempts = 5;
    private const long Older = 1000;

    public bool WentBackwards => Seen[^1].Sequence < Seen[^2].Sequence;

    /// <param name="folder">Where playlists lie that are served below <paramref name="below"/>.</param>
    /// <param name="name">Of a playlist that is not there, without its extension.</param>
    public static async Task<SequenceAcrossWorkers> MeasureAsync(
        string endpoint,
        TwoWorkers workers,
        string folder,
        string below,
        string name,
        TimeSpan timeout,
        CancellationToken ct
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var file = $"{name}-{attempt}.m3u8";
            var seen = await SeeAsync(
                workers,
                Path.Combine(folder, file),
                below + file,
                timeout,
                ct
            );
            var result = new SequenceAcrossWorkers(endpoint, seen, attempt);
            if (result.WentBackwards || attempt == MostAttempts)
                return result;
        }
    }

    private static async Task<IReadOnlyList<SequenceSighting>> SeeAsync(
        TwoWorkers workers,
        string file,
        string target,
        TimeSpan timeout,
        CancellationToken ct
    )
    {
        try
        {
            await File.WriteAllTextAsync(file, PlaylistFrom(Older), ct);
            var primed = await AskAsync(workers.First, target, timeout, ct);
            var ready = WrittenFile.MakeReady(
                file,
                System.Text.Encoding.ASCII.GetBytes(PlaylistFrom(Older + 1))
            );
            File.Move(ready, file, overwrite: true);
            var published = Instant.Now;
            var second = await AskAsync(workers.Second, target, timeout, ct);
            var first = await AskAsync(workers.First, target, timeout, ct);
            return
            [
                .. new[]
                {
                    (workers.First, primed),
                    (workers.Second, second),
                    (workers.First, first),
                }.Select(pair => new SequenceSighting(
                    pair.Item2.Sent - published,
                    pair.Item1.Worker ?? 0,
                    pair.Item2.Sequence
                )),
            ];
        }
        finally
        {
            File.Delete(WrittenFile.Ready(file));
            File.Delete(file);
        }
    }

    private static async Task<(Instant Sent, long Sequence)> AskAsync(
        KeptWorker worker,
        string target,
        TimeSpan timeout,
        CancellationToken ct
    )
    {
        var answer = await worker.Connection.SendAsync(
            HttpAsk.Get(target),
            timeout,
            HttpLimits.Default,
            null,
            ct
        );
        return answer.Status == 200
            ? (answer.Sent, ((MediaPlaylist)Playlist.Parse(answer.Body.ToArray())).Sequence)
            : throw new ExchangeFailed(
                HttpFault.Malformed,
                $"{target} is there, and was answered with {answer.Status}"
            );
    }

    private static string PlaylistFrom(long sequence) =>
        $"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:{sequence}\n#EXTINF:2,\nsegment{sequence}.ts\n";
}
