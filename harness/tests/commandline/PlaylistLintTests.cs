using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Verify.Tests.Ground;
using Verify.Tests.Lab;
using Verify.Tests.Servers;

namespace Verify.Tests.Commandline;

/// <summary><c>playlist lint</c> as a person types it: on real FFmpeg's playlists, on bad ones, and on servers.</summary>
[Parallelizable]
public sealed class PlaylistLintTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private const string Whole =
        "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\na.ts\n#EXT-X-ENDLIST\n";

    [TestCase("-hls_time 1 -hls_list_size 0 out.m3u8")]
    [TestCase(
        "-hls_time 1 -hls_list_size 0 -hls_segment_type fmp4 -hls_flags single_file out.m3u8"
    )]
    [TestCase(
        "-hls_time 1 -hls_list_size 0 -hls_segment_type fmp4 -master_pl_name main.m3u8 out.m3u8"
    )]
    [CancelAfter(PatienceMilliseconds)]
    public async Task What_ffmpeg_writes_has_no_error(string options, CancellationToken ct)
    {
        using var folder = new TempFolder();
        await EncodeAsync(folder, options, ct);
        foreach (var playlist in Directory.GetFiles(folder.Path, "*.m3u8"))
        {
            var ended = await VerifyProgram.RunAsync(
                ["playlist", "lint", "--strict", playlist],
                ct
            );
            Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
            Assert.That(ended.Stdout, Does.Contain("pass: 0 errors").And.Contain("3 looked at"));
        }
        var gone = Directory
            .GetFiles(folder.Path)
            .Order()
            .First(f => f.EndsWith("2.ts") || f.EndsWith(".m4s"));
        File.Delete(gone);
        if (options.Contains("single_file"))
            return;
        var broken = await VerifyProgram.RunAsync(
            ["playlist", "lint", folder.File("out.m3u8"), "--json"],
            ct
        );
        Assert.That(broken.ExitCode, Is.EqualTo(1), broken.Stdout);
        using var json = JsonDocument.Parse(broken.Stdout);
        var finding = json.RootElement.GetProperty("findings")[0];
        Assert.That(finding.GetProperty("rule").GetString(), Is.EqualTo("segment-missing"));
        Assert.That(finding.GetProperty("what").GetString(), Does.Contain(Path.GetFileName(gone)));
    }

    [TestCase("nope.m3u8", null, "nope.m3u8: there is no such file|Did you mean 'one.m3u8'?")]
    [TestCase(
        "one.m3u8",
        "<html>",
        "one.m3u8:1: the first line is not #EXTM3U: it looks like HTML"
    )]
    [TestCase(
        "one.m3u8",
        "#EXTM3U\n#EXT-X-TARGETDURATION:x\n",
        "one.m3u8:2: EXT-X-TARGETDURATION: 'x' is no decimal integer (RFC 8216 section 4.3.3.1)"
    )]
    [TestCase("one.m3u8", Whole + "#EXTINF:1,\n", "one.m3u8:6: EXTINF with no URI after it")]
    [TestCase("one.m3u8", "", "one.m3u8: an empty file")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task What_is_malformed_is_named_by_file_and_line(
        string name,
        string? text,
        string said,
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        folder.Publish("one.m3u8", text ?? Whole);
        var ended = await VerifyProgram.RunAsync(["playlist", "lint", folder.File(name)], ct);
        Says(ended, 2, said.Split('|'));
    }

    [TestCase("playlist lint", 2, "FILE|URL|--help")]
    [TestCase("playlist lint ftp://h/a.m3u8", 2, "'ftp://h/a.m3u8'|http://")]
    [TestCase("playlist lint /tmp", 2, "/tmp: a folder")]
    [TestCase("playlist lint a.m3u8 --watch soon", 2, "--watch: 'soon'|seconds from 0 to 3600")]
    [TestCase("playlist lint http://127.0.0.1:1/a.m3u8", 3, "http://127.0.0.1:1/a.m3u8|refused")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task What_cannot_be_asked_for_is_one_message(
        string line,
        int exit,
        string said,
        CancellationToken ct
    ) => Says(await VerifyProgram.RunAsync(line.Split(' '), ct), exit, said.Split('|'));

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_a_server_does_wrong_is_said(CancellationToken ct)
    {
        await using var server = RawServer.Answering(
            (target, _) =>
                target switch
                {
                    "/moved.m3u8" =>
                        "HTTP/1.1 302 Found\r\nLocation: /good.m3u8\r\nContent-Length: 0\r\n\r\n"u8.ToArray(),
                    "/loop.m3u8" =>
                        "HTTP/1.1 302 Found\r\nLocation: /loop.m3u8\r\nContent-Length: 0\r\n\r\n"u8.ToArray(),
                    "/good.m3u8" => Playlist(Whole),
                    "/packed.m3u8" => RawServer.Ok(
                        Packed(Whole),
                        "Content-Type: audio/mpegurl\r\nContent-Encoding: gzip\r\n"
                    ),
                    "/bomb.m3u8" => RawServer.Ok(
                        Packed(new string('#', 20_000_000)),
                        "Content-Encoding: gzip\r\n"
                    ),
                    "/huge.m3u8" => "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"u8
                        .ToArray()
                        .Concat(new byte[99])
                        .ToArray(),
                    "/typed" => RawServer.Ok(
                        Encoding.UTF8.GetBytes(Whole),
                        "Content-Type: text/plain\r\n"
                    ),
                    "/page.m3u8" => RawServer.Ok(
                        "<html>sorry</html>"u8,
                        "Content-Type: text/html\r\n"
                    ),
                    "/lost.m3u8" => Playlist(Whole.Replace("a.ts", "lost.ts")),
                    "/fake.m3u8" => Playlist(Whole.Replace("a.ts", "page.m3u8")),
                    "/main.m3u8" => Playlist(
                        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1000,CODECS=\"mp4a.40.2\"\ngood.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=9,CODECS=\"mp4a.40.2\"\nnone.m3u8\n"
                    ),
                    "/down.m3u8" => "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"u8.ToArray(),
                    "/a.ts" => RawServer.Ok(Packets()),
                    _ => RawServer.NotFound(),
                }
        );
        async Task<Ended> LintAsync(string target) =>
            await VerifyProgram.RunAsync(
                ["playlist", "lint", new Uri(server.Address, target).AbsoluteUri],
                ct
            );

        Says(await LintAsync("good.m3u8"), 0, "pass: 0 errors, 0 warnings");
        Says(await LintAsync("packed.m3u8"), 0, "pass: 0 errors, 0 warnings");
        Says(await LintAsync("moved.m3u8"), 0, "redirected", "good.m3u8");
        Says(await LintAsync("typed"), 1, "content-type", "'text/plain'");
        Says(await LintAsync("lost.m3u8"), 1, "lost.m3u8:4", "segment-missing", "status 404");
        Says(await LintAsync("fake.m3u8"), 1, "segment-not-media");
        Says(
            await LintAsync("main.m3u8"),
            1,
            "main.m3u8:3",
            "bandwidth-understated",
            "main.m3u8:5",
            "playlist-missing",
            "status 404"
        );
        Says(await LintAsync("loop.m3u8"), 2, "more than 5 redirects");
        Says(await LintAsync("none.m3u8"), 2, "status 404 Not Found");
        Says(await LintAsync("page.m3u8"), 2, "page.m3u8:1", "looks like HTML");
        Says(await LintAsync("bomb.m3u8"), 2, "unpacks to more than");
        Says(await LintAsync("huge.m3u8"), 2, "not #EXTM3U");
        Says(await LintAsync("down.m3u8"), 3, "status 503 Busy");
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_live_playlist_is_reloaded_and_its_versions_are_held_against_each_other(
        CancellationToken ct
    )
    {
        static string Live(int first) =>
            $"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:{first}\n"
            + string.Concat(Enumerable.Range(first, 4).Select(n => $"#EXTINF:1,\n{n}.ts\n"));
        var loads = 0;
        var goesBack = false;
        await using var server = RawServer.Answering(
            (target, _) =>
                target != "/live.m3u8"
                    ? RawServer.Ok(Packets())
                    : Playlist(Live(++loads == 3 && goesBack ? 1 : loads + 5))
        );
        var line = new[]
        {
            "playlist",
            "lint",
            new Uri(server.Address, "live.m3u8").AbsoluteUri,
            "--watch",
            "4",
        };
        var good = await VerifyProgram.RunAsync(line, ct);
        Says(good, 0, "versions", "watched for 4 s", "pass");
        Assert.That(good.Stderr, Does.Contain("1 live playlist: watching for 4 s"));
        (loads, goesBack) = (0, true);
        Says(
            await VerifyProgram.RunAsync(line, ct),
            1,
            "media-sequence-regress",
            "went back from 7 to 1"
        );
        (loads, goesBack) = (0, false);
        var once = await VerifyProgram.RunAsync([.. line[..4], "0"], ct);
        Says(once, 0, "pass");
        Assert.That(loads, Is.EqualTo(1));
    }

    private static void Says(Ended ended, int exit, params string[] said)
    {
        var all = ended.Stdout + ended.Stderr;
        Assert.That(ended.ExitCode, Is.EqualTo(exit), all);
        foreach (var word in said)
            Assert.That(all, Does.Contain(word));
        Assert.That(all, Does.Not.Match(@"(?m)^\s+at \S+\("), "no stack trace");
        if (exit > 1)
            Assert.That(ended.Stderr, Does.Contain("verify: "));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_pipe_is_read_and_one_that_nobody_writes_to_is_refused(CancellationToken ct)
    {
        using var folder = new TempFolder();
        ConfigVerbTests.Shell(folder.Path, "mkfifo full idle");
        var writing = Task.Run(() => File.WriteAllText(folder.File("full"), Whole), ct);
        var full = await VerifyProgram.RunAsync(["playlist", "lint", folder.File("full")], ct);
        await writing;
        Assert.That(full.ExitCode, Is.Zero, full.Stdout + full.Stderr);
        var idle = await VerifyProgram.RunAsync(["playlist", "lint", folder.File("idle")], ct);
        Assert.That(idle.ExitCode, Is.EqualTo(2), idle.Stdout);
        Assert.That(idle.Stderr, Does.Contain("idle: a pipe that gave no whole playlist"));
    }

    private static byte[] Playlist(string text) =>
        RawServer.Ok(
            Encoding.UTF8.GetBytes(text),
            "Content-Type: application/vnd.apple.mpegurl\r\n"
        );

    private static byte[] Packets()
    {
        var packets = new byte[188 * 4];
        for (var at = 0; at < packets.Length; at += 188)
            packets[at] = 0x47;
        return packets;
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static async Task EncodeAsync(TempFolder folder, string options, CancellationToken ct)
    {
        const string input =
            "-v error -f lavfi -i testsrc=size=160x90:rate=10 -f lavfi -i sine=440 -t 3 -c:v libx264 -g 10 -sc_threshold 0 -b:v 100k -c:a aac -f hls";
        using var ffmpeg = Process.Start(
            new ProcessStartInfo("ffmpeg", [.. input.Split(' '), .. options.Split(' ')])
            {
                WorkingDirectory = folder.Path,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            }
        )!;
        var said = await ffmpeg.StandardError.ReadToEndAsync(ct);
        await ffmpeg.WaitForExitAsync(ct);
        Assert.That(ffmpeg.ExitCode, Is.Zero, said);
    }
}
