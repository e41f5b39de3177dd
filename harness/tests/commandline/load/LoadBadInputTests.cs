using Verify.Tests.Ground;
using Verify.Tests.Lab;
using Verify.Tests.Servers;
using static Verify.Tests.Commandline.Load.LoadProgram;

namespace Verify.Tests.Commandline.Load;

/// <summary>What is no load is refused before anybody comes.</summary>
[Parallelizable]
public sealed class LoadBadInputTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    [TestCase("load", "which playlist|--help")]
    [TestCase("load nonsense", "'nonsense'|http://")]
    [TestCase("load ftp://h/a.m3u8", "'ftp://h/a.m3u8'|http://")]
    [TestCase("load http://h:0/a.m3u8", "'http://h:0/a.m3u8'|http://")]
    [TestCase("load http://u:secret@:1/a.m3u8", "://***@:1/a.m3u8|no URL that can be loaded")]
    [TestCase("load URL --timeout 100ms", "--timeout: '100ms'|at least 500ms")]
    [TestCase("load /tmp/a.m3u8", "'/tmp/a.m3u8'|http://")]
    [TestCase("load URL --profile defalt", "'defalt'|gentle|Did you mean 'default'?")]
    [TestCase("load URL --set client=3", "'client'|clients")]
    [TestCase("load URL --set clients=0", "clients: '0'|from 1 to 10000")]
    [TestCase("load URL --set clients=3 --viewers 4", "clients is set twice|'3'|'4'")]
    [TestCase("load URL --viewers 0", "--viewers: '0'|from 1 to 10000")]
    [TestCase("load URL --viewers many", "--viewers: 'many'|a whole number")]
    [TestCase("load URL --ramp 0.5", "--ramp: '0.5'|a whole number")]
    [TestCase("load URL --jitter soon", "--jitter: 'soon'|from 0 to 60000")]
    [TestCase("load URL --jitter 2m", "--jitter: '120000'|from 0 to 60000")]
    [TestCase(
        "load URL --variant hihgest",
        "--variant: 'hihgest'|first, all, highest, adaptive|Did you mean 'highest'?"
    )]
    [TestCase("load URL --duration 0", "--duration: '0'|30s")]
    [TestCase("load URL --duration -5s", "--duration|-5s")]
    [TestCase("load URL --duration 5x", "--duration: '5x'|us, ms, s or m")]
    [TestCase("load URL --timeout 2000m", "--timeout: '2000m'|3600s")]
    [TestCase("load URL --seed x", "--seed: 'x'|from 0")]
    [TestCase(
        "load URL --threshold stals==0",
        "'stals' is no metric|stalls|Did you mean 'stalls'?"
    )]
    [TestCase("load URL --threshold segment.p99<5", "--threshold 'segment.p99<5'|us, ms, s or m")]
    [TestCase("load URL --status here", "--status: 'here'|http://")]
    [TestCase("load URL --viewer 5", "'--viewer'|Did you mean '--viewers'?")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task What_cannot_be_asked_for_is_one_message(
        string line,
        string said,
        CancellationToken ct
    )
    {
        await using var server = new LiveServer();
        var url = server.Endpoint.Address + "stream.m3u8";

        var ended = await VerifyProgram.RunAsync(line.Replace("URL", url).Split(' '), ct);

        Says(ended, 2, said.Split('|'));
        Assert.That(ended.Stdout, Is.Empty);
        Assert.That(ended.Stderr.TrimEnd(), Does.Not.Contain("\n"), "one message");
        Assert.That(server.Requests, Is.Zero, "nobody came");
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_is_no_stream_is_refused_with_its_url(CancellationToken ct)
    {
        await using var server = RawServer.Answering(
            (target, _) =>
                target switch
                {
                    "/page.m3u8" => RawServer.Ok("<html>sorry</html>"u8),
                    "/empty.m3u8" => RawServer.Ok(""u8),
                    "/none.m3u8" => RawServer.Ok(
                        "#EXTM3U\n#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-SESSION-DATA:DATA-ID=\"a\",VALUE=\"b\"\n"u8
                    ),
                    "/lost.m3u8" => RawServer.Ok(
                        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nnowhere.m3u8\n"u8
                    ),
                    "/other.m3u8" => RawServer.Ok(
                        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nhttp://127.0.0.2/a.m3u8\n"u8
                    ),
                    "/over.m3u8" => RawServer.Ok(
                        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-ENDLIST\n"u8
                    ),
                    "/zero.m3u8" => RawServer.Ok(
                        "#EXTM3U\n#EXT-X-TARGETDURATION:0\n#EXTINF:0.4,\na.ts\n"u8
                    ),
                    "/busy.m3u8" => "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"u8.ToArray(),
                    _ => RawServer.NotFound(),
                }
        );
        async Task<Ended> LoadAsync(string target) =>
            await VerifyProgram.RunAsync(["load", server.Address + target], ct);

        Says(await LoadAsync("gone.m3u8"), 2, server.Address + "gone.m3u8", "status 404");
        Says(await LoadAsync("page.m3u8"), 2, server.Address + "page.m3u8", "looks like HTML");
        Says(await LoadAsync("empty.m3u8"), 2, server.Address + "empty.m3u8", "empty");
        Says(await LoadAsync("none.m3u8"), 2, server.Address + "none.m3u8", "without variants");
        Says(await LoadAsync("lost.m3u8"), 2, server.Address + "nowhere.m3u8", "status 404");
        Says(await LoadAsync("other.m3u8"), 2, "other.m3u8:3", "another server");
        Says(await LoadAsync("over.m3u8"), 2, server.Address + "over.m3u8", "lists no segment");
        Says(await LoadAsync("zero.m3u8"), 2, "zero.m3u8", "EXT-X-TARGETDURATION is 0");
        Says(await LoadAsync("busy.m3u8"), 3, server.Address + "busy.m3u8", "status 503");
    }

    [TestCase("http://127.0.0.1:1/a.m3u8", "refused")]
    [TestCase("http://no-such-host.invalid/a.m3u8", "no-such-host.invalid")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task A_server_that_cannot_be_asked_is_no_fault_of_the_users(
        string url,
        string said,
        CancellationToken ct
    ) => Says(await VerifyProgram.RunAsync(["load", url], ct), 3, url, said);

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Too_few_files_are_said_before_anybody_comes(CancellationToken ct)
    {
        await using var server = new LiveServer();
        await using var program = StartedProgram.Here([
            "prlimit",
            "--nofile=600:600",
            .. VerifyProgram.Line,
            "load",
            server.Endpoint.Address + "stream.m3u8",
            "--viewers",
            "1000",
        ]);

        Says(await program.EndAsync(ct), 3, "1000 connections", "600 files", "ulimit -n");
        Assert.That(server.Requests, Is.EqualTo(1), "the look before");
    }
}
