using Verify.Instruments.Http;

namespace Verify.Instruments.Staleness;

/// <summary>
/// Keeps the timeline of one file as it is published: told by the kernel (inotify), on a thread of its own so that
/// no pool that the measurement fills can delay it.
/// </summary>
public sealed class PublicationWatch : IDisposable
{
    private const Inotify.Mask Publishing =
        Inotify.Mask.MovedTo
        | Inotify.Mask.CloseWrite
        | Inotify.Mask.Delete
        | Inotify.Mask.MovedFrom;

    private readonly Inotify inotify = new();
    private readonly Lock gate = new();
    private readonly List<Publication> publications = [];
    private readonly List<string> inPlace = [];
    private readonly List<string> renamed = [];
    private readonly Dictionary<int, TaskCompletionSource> caughtUp = [];
    private readonly string directory;
    private readonly string name;
    private readonly int watch;
    private readonly Thread thread;
    private string? lost;

    private PublicationWatch(string directory, string name)
    {
        this.directory = directory;
        this.name = name;
        try
        {
            watch = inotify.Add(directory, Publishing);
        }
        catch
        {
            inotify.Dispose();
            throw;
        }
        // What is there already is read only after the watch is set: nothing falls between.
        Note();
        thread = new Thread(Listen) { IsBackground = true, Name = $"publications of {name}" };
        thread.Start();
    }

    /// <summary>Why the timeline has a hole, or null: what is measured against it is then inconclusive.</summary>
    public string? Lost
    {
        get
        {
            lock (gate)
                return lost;
        }
    }

    public PublicationTimeline Timeline
    {
        get
        {
            lock (gate)
                return new([.. publications]);
        }
    }

    /// <exception cref="IOException">The directory cannot be watched.</exception>
    /// <summary>Other files that were written under their own name: who asks early gets a part of one.</summary>
    public IReadOnlyList<string> WrittenInPlace => Snapshot(inPlace);

    /// <summary>Other files that appeared whole, by a rename.</summary>
    public IReadOnlyList<string> Renamed => Snapshot(renamed);

    public static PublicationWatch Start(string directory, string name) => new(directory, name);

    /// <summary>Waits until all that happened before this call is in the timeline.</summary>
    public async Task CaughtUpAsync(CancellationToken ct)
    {
        Task done;
        lock (gate)
        {
            if (lost is not null)
                return;
            // Ending a second watch puts a mark into the kernel's queue, behind everything that is there.
            var mark = inotify.Add("/", Inotify.Mask.DeleteSelf);
            if (mark == watch)
                return;
            if (!caughtUp.TryGetValue(mark, out var source))
                caughtUp[mark] = source = new(TaskCreationOptions.RunContinuationsAsynchronously);
            inotify.Remove(mark);
            done = source.Task;
        }
        await done.WaitAsync(ct);
    }

    private List<string> Snapshot(List<string> names)
    {
        lock (gate)
            return [.. names];
    }

    public void Dispose()
    {
        inotify.Remove(watch);
        thread.Join();
        inotify.Dispose();
    }

    private void Listen()
    {
        // Room for a thousand short names a read.
        var buffer = new byte[64 * 1024];
        var events = new List<Inotify.Event>();
        try
        {
            while (true)
            {
                events.Clear();
                inotify.Read(buffer, events);
                foreach (var happened in events)
                {
                    if (!Handle(happened))
                        return;
                }
            }
        }
        catch (Exception failure)
        {
            End($"watching {this.directory} failed: {failure.Message}");
        }
    }

    /// <returns>Whether the watch goes on.</returns>
    private bool Handle(Inotify.Event happened)
    {
        if (happened.Mask.HasFlag(Inotify.Mask.Overflow))
        {
            lock (gate)
                lost ??= "the kernel's queue of file events overflowed: versions may be missing";
            Note();
            return true;
        }
        if (happened.Mask.HasFlag(Inotify.Mask.Ignored))
        {
            if (happened.Watch == watch)
            {
                End($"the watch on {this.directory} has ended");
                return false;
            }
            lock (gate)
            {
                if (caughtUp.Remove(happened.Watch, out var source))
                    source.SetResult();
            }
            return true;
        }
        if (happened.Watch == watch && happened.Name == this.name)
            Note();
        else if (happened.Watch == watch)
            Arrived(happened);
        return true;
    }

    private void Arrived(Inotify.Event happened)
    {
        lock (gate)
        {
            if (happened.Mask.HasFlag(Inotify.Mask.CloseWrite))
                inPlace.Add(happened.Name);
            else if (happened.Mask.HasFlag(Inotify.Mask.MovedTo))
                renamed.Add(happened.Name);
        }
    }

    private void Note()
    {
        var told = Instant.Now;
        var wall = TimeProvider.System.GetUtcNow();
        var publication = PublicationReading.Read(
            Path.Combine(this.directory, this.name),
            told,
            wall
        );
        lock (gate)
        {
            var last = publications.LastOrDefault();
            // The same bytes again supersede nothing; a file that was never there has not gone.
            if (last is null ? publication.Hash is not null : last.Hash != publication.Hash)
                publications.Add(publication);
        }
    }

    private void End(string why)
    {
        lock (gate)
        {
            lost ??= why;
            foreach (var source in caughtUp.Values)
                source.TrySetResult();
            caughtUp.Clear();
        }
    }
}
