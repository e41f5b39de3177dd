using NUnit.Framework;
using Verify.Engine.Programs;
using Verify.Fixtures.Nginx;
using Verify.Instruments.Http;
using Verify.Instruments.Nginx.Values;
using Verify.Origin.Profile;
using Verify.Scenarios.Figures;
using Verify.Scenarios.NginxCaching.Setup;

namespace Verify.Scenarios.NginxCaching.Logging;

/// <summary>When lines leave nginx's buffers for the disk: once the time is up, the buffer is full, or the logs are reopened.</summary>
internal sealed class LogBuffers(
    Step step,
    NginxServer server,
    LoggingSettings logging,
    LogRequests requests
)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    // A line this long has a buffer of 512k full after some 130 requests; nginx takes up to 8k in one line of a request.
    private const int LongestLine = 4000;

    // So many lines have a smaller buffer full: one too many of them is told from the right number.
    private const int FewestLines = 16;

    // Some five thousand lines: half of what nginx answers on one connection, in a second.
    private const long LargestFilled = 20 * 1024 * 1024;

    // A write is there with the next look; a busy machine gets a few more.
    private const int Looks = 10;

    // A second: nginx needs none, and a busy machine is told from a wrong interval all the same.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // $time_iso8601 $status $request_time $body_bytes_sent $request_uri, of a HEAD: "2026-01-01T00:00:00+00:00 200 0.000 0 ".
    private const int Fields = 38;

    private readonly LogFolder folder = new(server, logging);

    // Bytes of lines that the segments' log and its buffer came to.
    private int filled;

    public TimeSpan Flush { get; } =
        TimeValue.TryParse(logging.FlushInterval, wholeSeconds: false, out var ms, out _)
            ? TimeSpan.FromMilliseconds(ms)
            : throw new CannotRun($"{logging.FlushInterval} is no time to nginx.");

    private long Buffer { get; } =
        SizeValue.TryParse(logging.Buffer, offset: false, out var bytes)
            ? bytes
            : throw new CannotRun($"{logging.Buffer} is no size to nginx.");

    /// <summary>Why they are not waited for, or null.</summary>
    public string? TooLong =>
        Flush > Bounds.LongestWatched
            ? $"flush={logging.FlushInterval} is longer than this step waits ({Bounds.LongestWatched.TotalSeconds:0} s)"
        : Buffer > LargestFilled
            ? $"buffer={logging.Buffer} is larger than this step can fill ({LargestFilled / (1024 * 1024)}m)"
        : null;

    /// <summary>Looks until each request has its line, or the buffers should long have been written.</summary>
    public async Task<LogSeen> WaitAsync(IReadOnlyList<LoggedRequest> asked)
    {
        var awaited = asked.Select(one => one.File).OfType<string>().ToHashSet();
        var first = new Dictionary<string, FirstSeen>(StringComparer.Ordinal);
        var (start, last) = (asked[0].Answer!.Sent, Instant.Now);
        while (true)
        {
            var files = await folder.ReadAsync();
            var now = Instant.Now;
            foreach (var (name, file) in files.Where(file => file.Value.Lines(requests.Mark).Any()))
                first.TryAdd(name, new(now, now - last));
            last = now;
            // Twice as long, so that a wrong interval is told from a line that never comes.
            if (awaited.IsSubsetOf(first.Keys) || now - start > 2 * Flush + Patience)
            {
                // A line in a log where it does not belong was asked for a little later than the first.
                await Task.Delay(Bounds.Floor, step.Ct);
                return new(await folder.ReadAsync(), first);
            }
            step.Progress("waiting for the lines", (now - start) / Flush);
            await Task.Delay(BetweenLooks, step.Ct);
        }
    }

    /// <summary>Fills the segments' buffer to its last line, and sees what one more puts on disk.</summary>
    public async Task FillAsync(Func<LoggedRequest, Task<HttpAnswer>> askAsync)
    {
        var log = logging.Files.Segments;
        var before = await WrittenAsync(log);
        var padding = (int)Math.Max(0, Math.Min(LongestLine, Buffer / FewestLines) - Shortest);
        var (start, sent) = (Instant.Now, 0);
        var next = requests.Padded(padding);
        while (sent + LineLength(next) <= Buffer)
        {
            await SendAsync(next);
            next = requests.Padded(padding);
        }
        var whole = sent;
        await Task.Delay(BetweenLooks, step.Ct);
        var early = await WrittenAsync(log) - before;
        await SendAsync(next);
        var written = 0;
        for (var i = 0; i < Looks && written == 0; i++)
        {
            await Task.Delay(BetweenLooks, step.Ct);
            written = await WrittenAsync(log) - before - early;
        }
        var took = Instant.Now - start;
        filled = before + sent;
        const string claim = "bytes of lines on disk";
        if (took >= Flush)
        {
            step.CannotTell(
                $"{claim} as soon as the buffer is full",
                $"{whole}",
                $"filling it took {took.TotalSeconds:0.0} s, and nginx flushes it within that time anyway"
            );
            return;
        }
        step.Expect(
            $"{claim} after {whole}, which the buffer can hold",
            early,
            Is.Zero,
            $"buffer={logging.Buffer}, and only {took.TotalSeconds:0.00} s of flush={logging.FlushInterval} had passed"
        );
        step.Expect(
            $"{claim} as soon as one more line does not fit",
            written,
            Is.EqualTo(whole),
            $"buffer={logging.Buffer}: its content is written at once, and the new line waits in the buffer"
        );

        async Task SendAsync(LoggedRequest request)
        {
            var answer = await askAsync(request);
            if (answer.Status != 200)
                throw new CannotRun($"{request.Name}: the answer was {answer.Status}.");
            sent += LineLength(request);
        }
    }

    /// <summary>Has the logs reopened, as those who rotate them do: nothing is lost.</summary>
    public async Task ReopenAsync()
    {
        var (name, aside) = (logging.Files.Segments, LogFolders.Aside(logging.Files.Segments));
        await folder.RenameAsync(name, aside);
        await Command.MustAsync(["kill", "-USR1", $"{server.MasterId}"], step.Ct);
        var start = Instant.Now;
        while (
            Instant.Now - start < Patience
            && (!(await folder.ReadAsync()).ContainsKey(name) || await WrittenAsync(aside) < filled)
        )
            await Task.Delay(BetweenLooks, step.Ct);
        step.Expect(
            "bytes of lines in the rotated log, after nginx has reopened its logs (USR1)",
            await WrittenAsync(aside),
            Is.EqualTo(filled),
            "buffered lines are written to the file that they were meant for"
        );
        step.Expect("a new log in its place", (await folder.ReadAsync()).Keys, Does.Contain(name));
    }

    private async Task<int> WrittenAsync(string name) =>
        (await folder.ReadAsync()).TryGetValue(name, out var file)
            ? file.Lines(requests.Mark).Sum(line => line.Length + 1)
            : 0;

    private int Shortest => Fields + requests.Padded(0).Ask.Target.Length;

    private static int LineLength(LoggedRequest request) => Fields + request.Ask.Target.Length + 1;
}
