using System.Text;
using Verify.Tests.Ground;
using Verify.Tests.Lab;
using Verify.Tests.Servers;

namespace Verify.Tests.Commandline;

/// <summary>An origin that runs is looked at, and nothing is changed (<c>--target URL</c>).</summary>
[Waits, Parallelizable(ParallelScope.All)]
public sealed class TargetTests
{
    // Freshness is watched for 22 s and load for 20 s.
    private const int PatienceMilliseconds = Hang.Milliseconds;

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task The_included_origin_passes_and_a_frozen_one_fails_by_name(
        CancellationToken ct
    )
    {
        await using var machine = await Machine.StartAsync(ct, "ip link set lo up");
        await using var origin = machine.Verify("origin", "up");
        const string url = "http://127.0.0.1:17080/master.m3u8";
        // Not asked before it is up: a worker would keep the 404 for as long as its open_file_cache is valid.
        await origin.UntilSaidAsync(url, ct);
        // Begun at once: it takes as long as the other.
        var good = Measured.EndAsync(() => machine.Verify(Look(url, Machine.Out)), ct);
        // Stands still from the start, and says nothing to caches.
        await using var frozen = new LiveServer { FrozenAt = 0 };
        using var folder = new TempFolder();
        var bad = await VerifyProgram.RunAsync(
            Look($"{frozen.Endpoint.Address}master.m3u8", folder.File("out")),
            ct
        );
        Assert.That(bad.ExitCode, Is.EqualTo(1), bad.Stdout + bad.Stderr);
        Assert.That(
            bad.Stdout,
            Does.Match("fail +5.5 ").And.Match("longest without a new version")
        );
        Assert.That(bad.Stdout, Does.Match("fail +5.7 ").And.Match("manifest: Cache-Control"));
        var ended = await good;
        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
        Assert.That(ended.Stdout, Does.Contain("Partially verified").And.Match("pass +5B.2 "));
        // What a client can see of freshness is a lower bound: it may refute the promise, and never proves it.
        Assert.That(ended.Stdout, Does.Contain("1 not refuted"));
    }

    [TestCase("", "cannot be had")]
    [TestCase("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "answers 404")]
    [TestCase(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>",
        "is no playlist"
    )]
    [CancelAfter(PatienceMilliseconds)]
    public async Task Where_there_is_no_playlist_the_URL_is_named(
        string answer,
        string said,
        CancellationToken ct
    )
    {
        await using var server = RawServer.Answering((_, _) => Encoding.ASCII.GetBytes(answer));
        // Port 1 is tcpmux, which nobody has.
        var url =
            answer.Length == 0 ? "http://127.0.0.1:1/live.m3u8" : $"{server.Address}live.m3u8";
        using var folder = new TempFolder();
        var ended = await VerifyProgram.RunAsync(Look(url, folder.File("out")), ct);
        Assert.That(ended.ExitCode, Is.EqualTo(3), ended.Stdout + ended.Stderr);
        Assert.That(ended.Stdout, Does.Contain($"{url} {said}"));
    }

    private static string[] Look(string url, string parent) =>
        ["scenario", "nginx-caching", "--target", url, "--out", parent];
}
