using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Scenarios.CdnEdge;

/// <summary>Two edge configurations as users have them, with a folder that answers for their storage.</summary>
[Waits, Parallelizable]
public sealed class OwnEdgesTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    // Its own host, TLS, a certificate that is not here, and the port that its storage has too.
    private const string Edge = """
        events { }
        http {
            proxy_cache_path /data/edge keys_zone=edge:1m;
            server {
                listen 443 ssl;
                server_name cdn.example.com;
                ssl_certificate /etc/edge/cdn.example.com.pem;
                ssl_certificate_key /etc/edge/cdn.example.com.key;
                location /media/ {
                    proxy_pass https://objects.example.net/bucket/;
                    proxy_ssl_verify on;
                    proxy_ssl_trusted_certificate /etc/edge/objects-ca.pem;
                    proxy_cache edge;
                    proxy_cache_key $uri$is_args$args;
                    proxy_cache_valid 200 1h;
                    proxy_cache_lock on;
                    proxy_cache_use_stale error timeout updating;
                    proxy_cache_background_update on;
                    proxy_read_timeout 2s;
                    add_header X-Cache-Status $upstream_cache_status always;
                    add_header Access-Control-Allow-Origin * always;
                }
            }
        }
        """;

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task The_same_twice_passes(CancellationToken ct)
    {
        var ended = await RunAsync(Edge, ct);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
    }

    [TestCase(
        "proxy_cache_lock on;",
        "",
        "requests at the storage for 30 viewers of a cold segment, no more than the baseline's"
    )]
    [TestCase(
        "$uri$is_args$args",
        "$uri",
        "arguments that the storage sees are told apart by the key, as at the baseline"
    )]
    [TestCase(
        // With a background update, "updating" alone serves what has expired while the storage is away too.
        "proxy_cache_use_stale error timeout updating;",
        "",
        "what has expired is served while the storage refuses, as at the baseline"
    )]
    [TestCase(
        "Access-Control-Allow-Origin * always",
        "Access-Control-Allow-Origin *",
        "missing: headers that the baseline sends and the candidate does not"
    )]
    [TestCase("200 1h", "200 10h", "playlist: seconds that an old one is served")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task What_is_worse_fails_by_name(
        string line,
        string instead,
        string claim,
        CancellationToken ct
    )
    {
        var ended = await RunAsync(Edge.Replace(line, instead, StringComparison.Ordinal), ct);
        Assert.That(ended.ExitCode, Is.EqualTo(1), ended.Stdout + ended.Stderr);
        Assert.That(ended.Stdout, Does.Contain($"missed: {claim}"));
    }

    private static async Task<Ended> RunAsync(string candidate, CancellationToken ct)
    {
        using var folder = new TempFolder();
        var video = Directory.CreateDirectory(folder.File("objects/bucket/a")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(video, "index.m3u8"),
            "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXTINF:2.0,\nseg0.ts\n#EXT-X-ENDLIST\n",
            ct
        );
        await File.WriteAllBytesAsync(Path.Combine(video, "seg0.ts"), new byte[200_000], ct);
        await File.WriteAllTextAsync(folder.File("baseline.conf"), Edge, ct);
        await File.WriteAllTextAsync(folder.File("candidate.conf"), candidate, ct);
        return await Measured.EndAsync(
            () =>
                StartedProgram.Here([
                    .. VerifyProgram.Line,
                    "scenario",
                    "cdn-edge",
                    "--baseline",
                    folder.File("baseline.conf"),
                    "--candidate",
                    folder.File("candidate.conf"),
                    "--upstream",
                    $"objects.example.net={folder.File("objects")}",
                    "--out",
                    folder.File("out"),
                ]),
            ct
        );
    }
}
