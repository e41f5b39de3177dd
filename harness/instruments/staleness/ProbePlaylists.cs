namespace Verify.Instruments;

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
    private readonly string folder;
    private readonly Thread thread;
    private Exception? failure;

    private ProbePlaylists(string folder, int count, int seed)
    {
        this.folder = folder;
        Names = [.. Enumerable.Range(0, count).Select(Name)];
        published = [.. Names.Select(_ => new List<Publication>())];
        random = new(seed);
        for (var file = 0; file < count; file++)
            Publish(file);
        // A thread of its own: no pool that the measurement fills delays a publication.
        thread = new(Run) { IsBackground = true, Name = "probe playlists" };
        thread.Start();
    }

    public IReadOnlyList<string> Names { get; }

    public static ProbePlaylists Start(string folder, int count, int seed) =>
        new(folder, count, seed);

    /// <summary>Why no more was published, or null: what is measured against it is then inconclusive.</summary>
    public string? Lost => failure?.Message;

    /// <summary>What the playlist of a number is called.</summary>
    public static string Name(int file) => $"verify-probe-{file:D3}.m3u8";

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
        foreach (var name in Names)
        {
            File.Delete(Path.Combine(this.folder, name));
            File.Delete(Path.Combine(this.folder, Ready(name)));
        }
    }

    private void Run()
    {
        var due = new PriorityQueue<int, Instant>();
        for (var file = 0; file < Names.Count; file++)
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
        var ready = Path.Combine(this.folder, Ready(Names[file]));
        File.WriteAllBytes(ready, body);
        var clock = WallClock.Read();
        var before = Instant.Now;
        File.Move(ready, Path.Combine(this.folder, Names[file]), overwrite: true);
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

    private static string Ready(string name) => name + ".ready";
}
