namespace Verify.Instruments;

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

    private readonly Inotify _inotify = new();
    private readonly Lock _gate = new();
    private readonly List<Publication> _publications = [];
    private readonly Dictionary<int, TaskCompletionSource> _caughtUp = [];
    private readonly string _directory;
    private readonly string _name;
    private readonly int _watch;
    private readonly Thread _thread;
    private string? _lost;

    private PublicationWatch(string directory, string name)
    {
        _directory = directory;
        _name = name;
        try
        {
            _watch = _inotify.Add(directory, Publishing);
        }
        catch
        {
            _inotify.Dispose();
            throw;
        }
        // What is there already is read only after the watch is set: nothing falls between.
        Note();
        _thread = new Thread(Listen) { IsBackground = true, Name = $"publications of {name}" };
        _thread.Start();
    }

    /// <summary>Why the timeline has a hole, or null: what is measured against it is then inconclusive.</summary>
    public string? Lost
    {
        get
        {
            lock (_gate)
                return _lost;
        }
    }

    public PublicationTimeline Timeline
    {
        get
        {
            lock (_gate)
                return new([.. _publications]);
        }
    }

    /// <exception cref="IOException">The directory cannot be watched.</exception>
    public static PublicationWatch Start(string directory, string name) => new(directory, name);

    /// <summary>Waits until all that happened before this call is in the timeline.</summary>
    public async Task CaughtUpAsync(CancellationToken ct)
    {
        Task done;
        lock (_gate)
        {
            if (_lost is not null)
                return;
            // Ending a second watch puts a mark into the kernel's queue, behind everything that is there.
            var mark = _inotify.Add("/", Inotify.Mask.DeleteSelf);
            if (mark == _watch)
                return;
            if (!_caughtUp.TryGetValue(mark, out var source))
                _caughtUp[mark] = source = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _inotify.Remove(mark);
            done = source.Task;
        }
        await done.WaitAsync(ct);
    }

    public void Dispose()
    {
        _inotify.Remove(_watch);
        _thread.Join();
        _inotify.Dispose();
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
                _inotify.Read(buffer, events);
                foreach (var happened in events)
                {
                    if (!Handle(happened))
                        return;
                }
            }
        }
        catch (Exception failure)
        {
            End($"watching {_directory} failed: {failure.Message}");
        }
    }

    /// <returns>Whether the watch goes on.</returns>
    private bool Handle(Inotify.Event happened)
    {
        if (happened.Mask.HasFlag(Inotify.Mask.Overflow))
        {
            lock (_gate)
                _lost ??= "the kernel's queue of file events overflowed: versions may be missing";
            Note();
            return true;
        }
        if (happened.Mask.HasFlag(Inotify.Mask.Ignored))
        {
            if (happened.Watch == _watch)
            {
                End($"the watch on {_directory} has ended");
                return false;
            }
            lock (_gate)
            {
                if (_caughtUp.Remove(happened.Watch, out var source))
                    source.SetResult();
            }
            return true;
        }
        if (happened.Watch == _watch && happened.Name == _name)
            Note();
        return true;
    }

    private void Note()
    {
        var told = Instant.Now;
        var wall = TimeProvider.System.GetUtcNow();
        var publication = PublicationReading.Read(Path.Combine(_directory, _name), told, wall);
        lock (_gate)
        {
            var last = _publications.LastOrDefault();
            // The same bytes again supersede nothing; a file that was never there has not gone.
            if (last is null ? publication.Hash is not null : last.Hash != publication.Hash)
                _publications.Add(publication);
        }
    }

    private void End(string why)
    {
        lock (_gate)
        {
            _lost ??= why;
            foreach (var source in _caughtUp.Values)
                source.TrySetResult();
            _caughtUp.Clear();
        }
    }
}
