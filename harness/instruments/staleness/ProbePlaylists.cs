using Verify.Instruments.Files;
using Verify.Instruments.Http;

namespace Verify.Instruments.Staleness;

/// <summary>
/// Media playlists of the meter's own beside those that are watched, each published anew at random moments: the
/// independent draws that an encoder in step with the clock never gives. The truth is the rename itself.
/// </summary>
public sealed class ProbePlaylists : IDisposable
{
    /// <summary>Between two publications of one; no fixed gap, so that no phase is kept.</summary>
    public static readonly TimeSpan ShortestGap = TimeSpan.FromSeconds(0.5);
    public static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(1.5);

    private readonly Lock gate = new();
    private readonly List<Publication>[] published;
    private readonly Random random;
    private readonly ManualResetEventSlim stop = new();
    private readonly Thread thread;
    private Exception? failure;

    private ProbePlaylists(IReadOnlyList<string> files, int seed)
    {
        Files = files;
        published = [.. Files.Select(_ => new List<Publication>())];
        random = new(seed);
        for (var file = 0; file < Files.Count; file++)
            Publish(file);
        // A thread of its own: no pool that the measurement fills delays a publication.
        thread = new(Run) { IsBackground = true, Name = "probe playlists" };
        thread.Start();
    }

    /// <summary>Where each lies.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <param name="files">Where they are to lie; nothing may be there.</param>
    public static ProbePlaylists Start(IReadOnlyList<string> files, int seed) => new(files, seed);

    /// <summary>Why no more was published, or null: what is measured against it is then inconclusive.</summary>
    public string? Lost => failure?.Message;

    public PublicationTimeline Timeline(int file)
    {
        lock (gate)
            return new([.. published[file]]);
    }

    public void Dispose()
    {
        stop.Set();
        thread.Join();
        stop.Dispose();
        foreach (var file in Files)
        {
            File.Delete(file);
            File.Delete(WrittenFile.Ready(file));
        }
    }

    private void Run()
    {
        var due = new PriorityQueue<int, Instant>();
        for (var file = 0; file < Files.Count; file++)
            due.Enqueue(file, Instant.Now + (LongestGap * random.NextDouble()));
        try
        {
            while (due.TryDequeue(out var file, out var at))
            {
                var wait = at - Instant.Now;
                if (stop.Wait(wait > TimeSpan.Zero ? wait : TimeSpan.Zero))
                    return;
                Publish(file);
                due.Enqueue(
                    file,
                    Instant.Now + ShortestGap + ((LongestGap - ShortestGap) * random.NextDouble())
                );
            }
        }
        catch (Exception broken)
        {
            failure = broken;
        }
    }

    private void Publish(int file)
    {
        var sequence = published[file].Count;
        var body = System.Text.Encoding.ASCII.GetBytes(
            $"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:{sequence}\n"
                + $"#EXTINF:2.000000,\nverify-probe-{file:D3}-{sequence:D5}.ts\n"
        );
        var ready = WrittenFile.MakeReady(Files[file], body);
        var clock = WallClock.Read();
        var before = Instant.Now;
        File.Move(ready, Files[file], overwrite: true);
        var half = (Instant.Now - before) / 2;
        lock (gate)
            published[file]
                .Add(
                    new(
                        Publication.HashOf(body),
                        body.Length,
                        sequence,
                        before + half,
                        half,
                        clock.Of(before + half)
                    )
                    {
                        Body = body,
                    }
                );
    }
}
