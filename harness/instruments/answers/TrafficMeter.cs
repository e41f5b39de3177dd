using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Verify.Instruments.Http;

namespace Verify.Instruments.Answers;

/// <summary>How a server deals with a viewer's connections, and with several requests at once: what limits would refuse, slow down or cut off.</summary>
/// <param name="pace">How long a segment lasts: as often a player reloads, and so long an answer may take at most.</param>
public sealed class TrafficMeter(
    Endpoint endpoint,
    AskedPath playlist,
    AskedPath segment,
    TimeSpan pace
)
{
    // A browser's page, and a few viewers behind one address; limits that are told by address are as small.
    private const int AtOnce = 16;
    private const int OnOneConnection = 30;
    private const int InARow = 60;

    // A machine may be busy once, or twice.
    private const int Tries = 3;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    // So little is buffered between the two ends that a segment is on its way for as long as nobody reads it.
    private const int TcpMaxSegment = 2;
    private const int SmallSegment = 536;
    private const int SmallWindow = 4096;

    public async Task<IReadOnlyList<AskedAnswer>> AskAsync(CancellationToken ct)
    {
        // It waits for most of the time.
        var idle = IdleAsync(ct);
        return
        [
            await SeriesAsync(ct),
            await BurstAsync(ct),
            await AtOnceAsync(ct),
            await InTimeAsync(ct),
            await idle,
        ];
    }

    private Task<AskedAnswer> SeriesAsync(CancellationToken ct) =>
        AnsweredAsync(
            playlist,
            $"GET, {OnOneConnection} times on one connection",
            async () =>
            {
                await using var connection = await HttpConnection.OpenAsync(endpoint, Timeout, ct);
                var statuses = new SortedSet<int>();
                while (connection.Answers < OnOneConnection && connection.Reusable)
                    statuses.Add((await GetAsync(connection, playlist, ct)).Status);
                return
                [
                    Status(statuses),
                    new(
                        AnswerAspect.Connection,
                        "requests that a connection carries",
                        connection.Answers < OnOneConnection
                            ? Text(connection.Answers)
                            : $"{OnOneConnection} or more"
                    ),
                ];
            }
        );

    private Task<AskedAnswer> IdleAsync(CancellationToken ct) =>
        AnsweredAsync(
            playlist,
            $"GET, after {pace.TotalSeconds:0.#} s without a request",
            async () =>
            {
                await using var connection = await HttpConnection.OpenAsync(endpoint, Timeout, ct);
                var status = (await GetAsync(connection, playlist, ct)).Status;
                await Task.Delay(pace, ct);
                return
                [
                    Status([status]),
                    new(
                        AnswerAspect.Connection,
                        "connection that waits for the next segment",
                        await IsOpenAsync(connection, ct) ? "kept" : "closed"
                    ),
                ];
            }
        );

    private Task<AskedAnswer> BurstAsync(CancellationToken ct) =>
        TimedAsync(
            playlist,
            $"GET, {InARow} times in a row",
            async () =>
            {
                await using var connection = KeptConnection.To(endpoint, Timeout);
                var statuses = new SortedSet<int>();
                for (var i = 0; i < InARow; i++)
                    statuses.Add(
                        (
                            await connection.SendAsync(
                                HttpAsk.Get(playlist.Target),
                                Timeout,
                                HttpLimits.Default,
                                _ => { },
                                ct
                            )
                        ).Status
                    );
                return statuses;
            }
        );

    private Task<AskedAnswer> InTimeAsync(CancellationToken ct) =>
        TimedAsync(
            segment,
            "GET, in time",
            async () =>
                [
                    (
                        await FreshAnswer.ToAsync(
                            endpoint,
                            HttpAsk.Get(segment.Target),
                            Timeout,
                            ct,
                            part: _ => { }
                        )
                    ).Status,
                ]
        );

    private Task<AskedAnswer> TimedAsync(
        AskedPath path,
        string name,
        Func<Task<SortedSet<int>>> askAsync
    ) =>
        AnsweredAsync(
            path,
            name,
            async () =>
            {
                var statuses = new SortedSet<int>();
                for (var i = 1; ; i++)
                {
                    var clock = Stopwatch.StartNew();
                    statuses.UnionWith(await askAsync());
                    var late = clock.Elapsed > pace;
                    if (!late || i == Tries)
                        return
                        [
                            Status(statuses),
                            new(
                                AnswerAspect.Connection,
                                $"answered within {pace.TotalSeconds:0.#} s",
                                late ? "no" : "yes"
                            ),
                        ];
                }
            }
        );

    private Task<AskedAnswer> AtOnceAsync(CancellationToken ct) =>
        AnsweredAsync(
            segment,
            $"GET, {AtOnce} at once",
            async () =>
            {
                var sockets = new List<Socket>();
                try
                {
                    for (var i = 0; i < AtOnce; i++)
                    {
                        sockets.Add(await endpoint.OpenAsync());
                        sockets[^1].ReceiveBufferSize = SmallWindow;
                        sockets[^1]
                            .SetRawSocketOption(
                                (int)SocketOptionLevel.Tcp,
                                TcpMaxSegment,
                                BitConverter.GetBytes(SmallSegment)
                            );
                        await sockets[^1].ConnectAsync(endpoint.At, ct);
                    }
                    // None is read to its end before all have begun.
                    var heads = new List<string>();
                    foreach (var socket in sockets)
                        heads.Add(await HeadAsync(socket, ct));
                    return
                    [
                        new(
                            AnswerAspect.Status,
                            "status",
                            string.Join(", ", heads.Distinct().Order())
                        ),
                    ];
                }
                finally
                {
                    sockets.ForEach(socket => socket.Dispose());
                }
            }
        );

    private async Task<string> HeadAsync(Socket socket, CancellationToken ct)
    {
        var ask = HttpAsk
            .Get(segment.Target)
            .Bytes(endpoint.Address.Authority, BasicCredentials.Of(endpoint.Address));
        var head = new byte[16];
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(Timeout);
        try
        {
            await socket.SendAsync(ask, limited.Token);
            var read = await socket.ReceiveAsync(head, limited.Token);
            return Encoding.ASCII.GetString(head, 0, read).Split(' ') is [_, var status, ..]
                ? status
                : "no answer";
        }
        catch (Exception none)
            when (none is SocketException
                || (none is OperationCanceledException && !ct.IsCancellationRequested)
            )
        {
            return "no answer";
        }
    }

    private static async Task<AskedAnswer> AnsweredAsync(
        AskedPath path,
        string name,
        Func<Task<IReadOnlyList<AnswerFacet>>> askAsync
    )
    {
        IReadOnlyList<AnswerFacet> facets;
        try
        {
            facets = await askAsync();
        }
        catch (Exception failed) when (failed is ExchangeFailed or SocketException)
        {
            facets = [new(AnswerAspect.Status, "status", "no answer")];
        }
        return new(
            path,
            Question.Get(name),
            facets,
            $"# {path.Kind}: {name}\n"
                + string.Join('\n', facets.Select(one => $"< {one.What}: {one.Value}"))
        );
    }

    private async Task<bool> IsOpenAsync(HttpConnection connection, CancellationToken ct)
    {
        try
        {
            return connection.Reusable && (await GetAsync(connection, playlist, ct)).Status > 0;
        }
        catch (ExchangeFailed)
        {
            return false;
        }
    }

    private static Task<HttpAnswer> GetAsync(
        HttpConnection connection,
        AskedPath path,
        CancellationToken ct
    ) => connection.SendAsync(HttpAsk.Get(path.Target), Timeout, HttpLimits.Default, _ => { }, ct);

    private static AnswerFacet Status(IEnumerable<int> all) =>
        new(AnswerAspect.Status, "status", string.Join(", ", all.Select(Text)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
