using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Verify.Instruments.Http;
using Verify.Tests.Servers;

namespace Verify.Tests.Swarm;

/// <summary>A live stream whose every answer is held back for a known time, and the server's own log of that.</summary>
/// <remarks>A thread for each connection, so that nothing but the machine comes between a request and its time.</remarks>
internal sealed class DelayedStream : IDisposable
{
    /// <summary>What every viewer asks for first; it leads each to a playlist of its own, by which the log knows it.</summary>
    public const string Entry = "/master.m3u8";

    private const int Listed = 6;

    private readonly Func<TimeSpan, TimeSpan> delay;
    private Instant start = Instant.Now;
    private readonly Socket listener = new(
        AddressFamily.InterNetwork,
        SocketType.Stream,
        ProtocolType.Tcp
    );
    private readonly ConcurrentBag<Held> log = [];
    private readonly ConcurrentDictionary<string, int> versions = new();
    private readonly ManualResetEventSlim over = new();
    private int viewers;
    private readonly byte[] packets = new byte[188 * 10];

    /// <param name="delay">How long an answer is held back, by the stream's age when the request came.</param>
    public DelayedStream(Func<TimeSpan, TimeSpan> delay)
    {
        this.delay = delay;
        for (var i = 0; i < packets.Length; i += 188)
            packets[i] = 0x47;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        Begin(Accept);
    }

    /// <summary>What it is to do is counted from now on.</summary>
    public void Begin() => start = Instant.Now;

    public Endpoint Endpoint =>
        Endpoint.Direct(
            "delayed",
            new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}/")
        );

    /// <summary>Requests for what ends so, that were answered.</summary>
    public IReadOnlyList<Held> Log(string suffix) =>
        [.. log.Where(held => held.Target.EndsWith(suffix, StringComparison.Ordinal))];

    public void Dispose()
    {
        // Whoever is held back by then is let go.
        over.Set();
        listener.Dispose();
    }

    private static void Begin(Action act) =>
        new Thread(() => act()) { IsBackground = true }.Start();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var socket = listener.Accept();
                socket.NoDelay = true;
                Begin(() => Serve(socket));
            }
        }
        catch (SocketException)
        {
            // The listener was closed: an ordinary end.
        }
    }

    private void Serve(Socket socket)
    {
        using var ended = socket;
        var buffer = new byte[4096];
        var length = 0;
        try
        {
            while (true)
            {
                while (!buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
                {
                    var read = socket.Receive(buffer, length, buffer.Length - length, default);
                    if (read == 0)
                        return;
                    length += read;
                }
                var received = Instant.Now;
                var target = Encoding.ASCII.GetString(buffer, 0, length).Split(' ')[1];
                length = 0;
                var asked = delay(received - start);
                if (over.Wait(asked))
                    return;
                var answer = RawServer.Ok(Body(target));
                var answered = Instant.Now;
                socket.Send(answer);
                log.Add(new(target, received, answered));
            }
        }
        catch (SocketException)
        {
            // The client left.
        }
    }

    private byte[] Body(string target) =>
        target == Entry
            ? Encoding.ASCII.GetBytes(
                $"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n{Interlocked.Increment(ref viewers)}/live.m3u8\n"
            )
        : target.EndsWith(".m3u8", StringComparison.Ordinal)
            ? Playlist(versions.AddOrUpdate(target, 0, (_, version) => version + 1))
        : packets;

    // Each answer to a viewer lists one segment more than the one before: no reload finds nothing new, so that each is
    // due a target duration after the last.
    private static byte[] Playlist(int first)
    {
        var text = new StringBuilder(
            $"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:{first}\n"
        );
        for (var n = first; n < first + Listed; n++)
            text.Append(CultureInfo.InvariantCulture, $"#EXTINF:1,\n{n}.ts\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}

/// <summary>A request that a server held back.</summary>
internal sealed record Held(string Target, Instant Received, Instant Answered)
{
    public TimeSpan For => Answered - Received;
}
