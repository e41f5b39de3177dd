using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Verify.Instruments.Http;
using Verify.Swarm;
using Verify.Swarm.Tally;
using Verify.Tests.Commandline.Load;
using Verify.Tests.Ground;
using Verify.Tests.Lab;
using Verify.Tests.Servers;

namespace Verify.Tests.Swarm.Http;

/// <summary>https goes another way to the network, and is watched by the same viewer.</summary>
[CancelAfter(Hang.Milliseconds)]
[Parallelizable(ParallelScope.All)]
public sealed class HttpsTests
{
    [Test]
    public async Task A_stream_is_watched_over_TLS(CancellationToken ct)
    {
        await using var server = new TlsServer(Answer);

        var result = await HlsSwarm.RunAsync(
            Plan with
            {
                TrustsAnyCertificate = true,
            },
            server.Endpoint,
            null,
            ct
        );

        Assert.That(result.Errors, Is.Empty);
        Assert.That(result.Inconclusive, Is.Null);
        Assert.That(result.Audience.Joined, Is.EqualTo(Plan.Viewers));
        Assert.That(result.Audience.PlayedToEnd, Is.EqualTo(Plan.Viewers));
        Assert.That(result.Traffic.Segments, Is.EqualTo(2 * Plan.Viewers));
        Assert.That(result.Traffic.Checked, Is.EqualTo(2 * Plan.Viewers));
        // One each: no viewer shares another's.
        Assert.That(result.Traffic.Connections, Is.EqualTo(Plan.Viewers));
    }

    [Test]
    public async Task A_certificate_that_nobody_vouches_for_is_no_connection(CancellationToken ct)
    {
        await using var server = new TlsServer(Answer);

        var result = await HlsSwarm.RunAsync(Plan, server.Endpoint, null, ct);

        Assert.That(result.Errors.Keys, Is.EqualTo(new[] { "connect" }));
        Assert.That(result.Inconclusive, Is.Not.Null);
    }

    [Test]
    public async Task A_user_may_take_any_certificate_and_is_told_so(CancellationToken ct)
    {
        await using var server = new TlsServer(Answer);
        string[] line = ["load", server.Endpoint.Address + "s.m3u8", .. LoadProgram.Few];

        var refused = await VerifyProgram.RunAsync(line, ct);
        var taken = await VerifyProgram.RunAsync([.. line, "--insecure"], ct);

        LoadProgram.Says(refused, 3, "certificate", "--insecure accepts any");
        Assert.That(refused.Stdout, Is.Empty);
        // A generator that was late on a busy machine cannot tell: its viewers saw it all the same.
        Assert.That(taken.ExitCode, Is.EqualTo(0).Or.EqualTo(4), taken.Stdout + taken.Stderr);
        Assert.That(taken.Stdout, Does.Contain("played to its end by 5 of 5"));
    }

    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 10485760\r\n\r\n", "too large")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n#EXTM3U", "timeout")]
    [TestCase(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 7\r\n\r\n#EXTM3U",
        "an encoding that was not asked for"
    )]
    [TestCase("what?\r\n\r\n", "malformed")]
    [TestCase(
        "HTTP/1.1 302 Found\r\nLocation: /s.m3u8\r\nContent-Length: 0\r\n\r\n",
        "a redirect without end"
    )]
    public async Task Hostile_answers_are_counted_as_over_http(
        string answer,
        string kind,
        CancellationToken ct
    )
    {
        await using var server = new TlsServer(_ => Encoding.ASCII.GetBytes(answer));

        var result = await HlsSwarm.RunAsync(
            Plan with
            {
                TrustsAnyCertificate = true,
                Timeout = kind == "timeout" ? TimeSpan.FromSeconds(1) : Plan.Timeout,
            },
            server.Endpoint,
            null,
            ct
        );

        Assert.That(result.Errors.Keys, Does.Contain(kind));
    }

    private static readonly SwarmPlan Plan = new(
        "/s.m3u8",
        Viewers: 3,
        RampPerSecond: 100,
        Jitter: TimeSpan.Zero,
        VariantChoice.First,
        Reconnect: null,
        SegmentRetries: 0,
        Timeout: TimeSpan.FromSeconds(20),
        Duration: TimeSpan.FromSeconds(15),
        Seed: 1
    )
    {
        CheckEvery = 1,
        // A busy machine is late, and that is not what is looked at.
        LatenessLimit = TimeSpan.FromSeconds(5),
    };

    private static byte[] Answer(string target) =>
        target == "/s.m3u8"
            ? RawServer.Ok(
                "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:0.2,\na.ts\n#EXTINF:0.2,\nb.ts\n#EXT-X-ENDLIST\n"u8
            )
            : RawServer.Ok([0x47, .. new byte[187]]);

    private sealed class TlsServer : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly X509Certificate2 certificate = SelfSigned();
        private readonly Func<string, byte[]> answer;
        private readonly Task accepting;

        public TlsServer(Func<string, byte[]> answer)
        {
            this.answer = answer;
            listener.Start();
            accepting = AcceptAsync();
        }

        public Endpoint Endpoint =>
            Verify.Instruments.Http.Endpoint.Direct(
                "tls",
                new($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/")
            );

        public async ValueTask DisposeAsync()
        {
            listener.Dispose();
            await accepting;
            certificate.Dispose();
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                    _ = ServeAsync(await listener.AcceptTcpClientAsync());
            }
            catch (Exception ended) when (ended is SocketException or InvalidOperationException) { }
        }

        private async Task ServeAsync(TcpClient client)
        {
            using var owned = client;
            try
            {
                await using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync(certificate);
                using var reader = new StreamReader(tls, Encoding.ASCII);
                while (await reader.ReadLineAsync() is { } line)
                {
                    while (await reader.ReadLineAsync() is { Length: > 0 }) { }
                    await tls.WriteAsync(answer(line.Split(' ')[1]));
                    await tls.FlushAsync();
                }
            }
            catch (Exception gone)
                when (gone is IOException or System.Security.Authentication.AuthenticationException)
            { }
        }

        private static X509Certificate2 SelfSigned()
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest(
                "CN=localhost",
                key,
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            );
            using var made = request.CreateSelfSigned(
                DateTimeOffset.UtcNow.AddDays(-1),
                DateTimeOffset.UtcNow.AddDays(1)
            );
            return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        }
    }
}
