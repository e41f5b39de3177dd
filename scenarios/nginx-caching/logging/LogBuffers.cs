using NUnit.Framework;
using Verify.Engine;
using Verify.Fixtures;
using Verify.Instruments;
using Verify.Origin;

namespace Verify.Scenarios;

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

    private readonly LogFolder folder = new(server, logging.Directory);

    public TimeSpan Flush { get; } =
        TimeValue.TryParse(logging.FlushInterval, wholeSeconds: false, out var ms, out _)
            ? TimeSpan.FromMilliseconds(ms)
            : throw new CannotRun($"{logging.FlushInterval} is no time to nginx.");

    private int Buffer { get; } =
        SizeValue.TryParse(logging.Buffer, offset: false, out var bytes)
            ? (int)bytes
            : throw new CannotRun($"{logging.Buffer} is no size to nginx.");

    /// <summary>Looks until each request has its line, or the buffers should long have been written.</summary>
    public async Task<LogSeen> WaitAsync(IReadOnlyList<LoggedRequest> asked)
    {
        var awaited = asked.Select(one => one.File).OfType<string>().ToHashSet();
        var first = new Dictionary<string, Instant>(StringComparer.Ordinal);
        var (start, last, largest) = (asked[0].Answer!.Sent, Instant.Now, TimeSpan.Zero);
        while (true)
        {
            var files = await folder.ReadAsync();
            var now = Instant.Now;
            (last, largest) = (now, now - last > largest ? now - last : largest);
            foreach (var (name, file) in files.Where(file => file.Value.Lines(requests.Mark).Any()))
                first.TryAdd(name, now);
            // What is in no log has to be waited for as long as what is.
            if (awaited.IsSubsetOf(first.Keys) || now - start > Flush + Patience)
                return new(files, first, largest);
            step.Progress("waiting for the lines", (now - start) / Flush);
            await Task.Delay(BetweenLooks, step.Ct);
        }
    }

    /// <summary>Fills the segments' buffer, and sees what that puts on disk before its time.</summary>
    public async Task FillAsync(Func<LoggedRequest, Task<HttpAnswer>> askAsync)
    {
        var before = await WrittenAsync(logging.Files.Segments);
        var length = Math.Min(LongestLine, Buffer / FewestLines);
        var (sent, longest) = (0, 0);
        var start = Instant.Now;
        while (sent <= Buffer)
        {
            var request = requests.Padded(Math.Max(0, length - Shortest));
            var answer = await askAsync(request);
            longest = Math.Max(longest, LineLength(request));
            sent += LineLength(request);
            if (answer.Status != 200)
                throw new CannotRun($"{request.Name} got {answer.Status}.");
        }
        var (written, took) = (0, TimeSpan.Zero);
        do
        {
            await Task.Delay(BetweenLooks, step.Ct);
            written = await WrittenAsync(logging.Files.Segments) - before;
            took = Instant.Now - start;
        } while (written == 0 && took < Expectations.Floor);
        const string claim = "bytes of lines on disk as soon as the buffer is full";
        if (took >= Flush)
            step.CannotTell(
                claim,
                $"at most {Buffer}",
                $"to fill it took {took.TotalSeconds:0.0} s, in which it is written anyway"
            );
        else
            step.Expect(
                claim,
                written,
                Is.InRange(Buffer - longest + 1, Buffer),
                $"buffer={logging.Buffer}: a line that does not fit has all before it written; {sent} bytes were logged in {took.TotalSeconds:0.00} s, flush={logging.FlushInterval}"
            );
        filled = (before + sent, longest);
    }

    private (int Bytes, int Longest) filled;

    /// <summary>Has the logs reopened, as those who rotate them do: nothing is lost.</summary>
    public async Task ReopenAsync()
    {
        var (name, aside) = (logging.Files.Segments, $"{logging.Files.Segments}.1");
        await folder.RenameAsync(name, aside);
        await Command.MustAsync(["kill", "-USR1", $"{server.MasterId}"], step.Ct);
        var start = Instant.Now;
        while (
            Instant.Now - start < Patience
            && (
                !(await folder.ReadAsync()).ContainsKey(name)
                || await WrittenAsync(aside) < filled.Bytes
            )
        )
            await Task.Delay(BetweenLooks, step.Ct);
        step.Expect(
            "bytes of lines in the log that was put aside, after nginx has reopened its logs (USR1)",
            await WrittenAsync(aside),
            Is.EqualTo(filled.Bytes),
            "what was in the buffer is written to the file that it was meant for"
        );
        step.Expect(
            "a new log in its place",
            (await folder.ReadAsync()).Keys,
            Does.Contain(name)
        );
    }

    // A second: nginx needs none, and a busy machine is told from a wrong interval all the same.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private async Task<int> WrittenAsync(string name) =>
        (await folder.ReadAsync()).TryGetValue(name, out var file)
            ? file.Lines(requests.Mark).Sum(line => line.Length + 1)
            : 0;

    // $time_iso8601 $status $request_time $body_bytes_sent $request_uri, of a HEAD: "2026-01-01T00:00:00+00:00 200 0.000 0 ".
    private const int Fields = 42;

    private int Shortest => Fields + requests.Padded(0).Ask.Target.Length;

    private static int LineLength(LoggedRequest request) => Fields + request.Ask.Target.Length + 1;
}
