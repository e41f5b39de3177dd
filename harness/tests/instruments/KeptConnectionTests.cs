using Verify.Instruments.Http;
using Verify.Tests.Servers;

namespace Verify.Tests.Instruments;

/// <summary>A kept connection that the server closes is nobody's fault: what may be asked twice is.</summary>
[CancelAfter(60_000)]
[Parallelizable(ParallelScope.All)]
public sealed class KeptConnectionTests
{
    // Long enough that a busy machine does not reach it.
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(20);

    [TestCase("GET", 1)]
    [TestCase("HEAD", 1)]
    [TestCase("OPTIONS", 1)]
    public async Task An_idempotent_request_is_repeated_on_a_fresh_one(
        string method,
        int closing,
        CancellationToken ct
    )
    {
        await using var server = Closing(closing);
        await using var connection = KeptConnection.To(server.Endpoint("it"), Ample);
        var answer = await SendAsync(connection, method, ct);
        Assert.That(answer.Status, Is.EqualTo(200));
    }

    [TestCase("POST", 1)]
    [TestCase("GET", 2)]
    public async Task No_other_is_and_none_is_twice(
        string method,
        int closing,
        CancellationToken ct
    )
    {
        await using var server = Closing(closing);
        await using var connection = KeptConnection.To(server.Endpoint("it"), Ample);
        Assert.That(
            async () => await SendAsync(connection, method, ct),
            Throws.TypeOf<ExchangeFailed>()
        );
    }

    [Test]
    public async Task One_that_the_server_ends_after_each_answer_is_opened_again(
        CancellationToken ct
    )
    {
        await using var server = RawServer.Answering(
            (_, number) => RawServer.Ok([(byte)('0' + number)], "Connection: close\r\n")
        );
        await using var connection = KeptConnection.To(server.Endpoint("it"), Ample);
        foreach (var body in "012")
            Assert.That(
                (char)(await SendAsync(connection, "GET", ct)).Body.Span[0],
                Is.EqualTo(body)
            );
    }

    [Test]
    public async Task One_that_was_closed_while_nothing_was_asked_is_opened_again(
        CancellationToken ct
    )
    {
        var closed = new TaskCompletionSource();
        await using var server = RawServer.Start(
            async (connection, ct) =>
            {
                while (await connection.TargetAsync(ct) is not null)
                {
                    await connection.WriteAsync(RawServer.Ok("ok"u8), ct);
                    if (connection.Number > 0)
                        continue;
                    connection.Dispose();
                    closed.SetResult();
                    return;
                }
            }
        );
        await using var connection = KeptConnection.To(server.Endpoint("it"), Ample);
        _ = await SendAsync(connection, "GET", ct);
        await closed.Task.WaitAsync(ct);
        Assert.That((await SendAsync(connection, "GET", ct)).Status, Is.EqualTo(200));
    }

    // What was handed on cannot be taken back: the second try would hand it on twice.
    [Test]
    public async Task One_that_ended_in_the_middle_of_what_was_handed_on_is_not_repeated(
        CancellationToken ct
    )
    {
        await using var server = RawServer.Start(
            async (connection, ct) =>
            {
                _ = await connection.TargetAsync(ct);
                await connection.WriteAsync(
                    "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"u8.ToArray(),
                    ct
                );
            }
        );
        var handedOn = 0;
        var failed = await Assert.ThrowsAsync<ExchangeFailed>(async () =>
            await FreshAnswer.ToAsync(
                server.Endpoint("it"),
                HttpAsk.Get("/"),
                Ample,
                ct,
                part: bytes => handedOn += bytes.Length
            )
        );
        Assert.That(failed.Fault, Is.EqualTo(HttpFault.Truncated));
        Assert.That(handedOn, Is.EqualTo(4));
    }

    private static Task<HttpAnswer> SendAsync(
        KeptConnection connection,
        string method,
        CancellationToken ct
    ) => connection.SendAsync(HttpAsk.Of(method, "/"), Ample, HttpLimits.Default, null, ct);

    // The first few connections end before an answer.
    private static RawServer Closing(int first) =>
        RawServer.Start(
            async (connection, ct) =>
            {
                while (await connection.TargetAsync(ct) is not null)
                {
                    if (connection.Number < first)
                        return;
                    await connection.WriteAsync(
                        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(),
                        ct
                    );
                }
            }
        );
}
