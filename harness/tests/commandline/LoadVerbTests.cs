using System.Text.Json;
using Verify.Tests.Nginx;

namespace Verify.Tests;

/// <summary>The verb through the program, against servers that do one thing.</summary>
[Parallelizable]
public sealed class LoadVerbTests
{
    private const int PatienceMilliseconds = 60_000;

    // A target duration of so long lets a busy machine be late by a second before it cannot tell.
    private const int Patient = 8;

    // A generator on a busy machine is late, and says so: these are not about that.
    private static readonly string[] Few =
    [
        "--viewers",
        "5",
        "--ramp",
        "50",
        "--jitter",
        "10",
        "--threshold",
        "playlist.p99<30s",
        "--threshold",
        "segment.p99<30s",
    ];

    [TestCase("load", "which playlist|--help")]
    [TestCase("load nonsense", "'nonsense'|http://")]
    [TestCase("load ftp://h/a.m3u8", "'ftp://h/a.m3u8'|http://")]
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
    public async Task A_good_stream_passes_with_figures_for_people_and_progress_beside_them(
        CancellationToken ct
    )
    {
        await using var server = new LiveServer();

        var ended = await LoadAsync(server, ct, "--duration", "5s", "--seed", "7");

        MustTell(ended);
        Says(ended, 0, "live, target duration 1.0 s", "5 started, 5 joined", "segment.raw");
        Says(ended, 0, "joined==100%", "(--seed 7)");
        Assert.That(ended.Stdout.TrimEnd(), Does.EndWith("\npass"));
        Assert.That(ended.Stderr, Does.Match(@"(?m)^\d\.\d s of 5\.0 s: 5 viewers, "));
        Assert.That(ended.Stdout + ended.Stderr, Does.Not.Contain("\u001b"));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Json_is_one_document_with_units_in_its_names(CancellationToken ct)
    {
        await using var server = new LiveServer();

        var ended = await LoadAsync(server, ct, "--duration", "3s", "--json");

        MustTell(ended);
        using var document = JsonDocument.Parse(ended.Stdout);
        var root = document.RootElement;
        Assert.That(root.GetProperty("exitCode").GetInt32(), Is.EqualTo(ended.ExitCode));
        Assert.That(root.GetProperty("verdict").GetString(), Is.EqualTo("pass"), ended.Stdout);
        Assert.That(root.GetProperty("viewers").GetProperty("joined").GetInt32(), Is.EqualTo(5));
        Assert.That(
            root.GetProperty("latencies").GetProperty("segment").GetProperty("p99Ms").GetDouble(),
            Is.GreaterThan(0)
        );
        Assert.That(
            root.GetProperty("traffic").GetProperty("requests").GetInt64(),
            Is.EqualTo(server.Requests - 1)
                .Within(root.GetProperty("traffic").GetProperty("unanswered").GetInt64())
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_playlist_that_never_advances_fails(CancellationToken ct)
    {
        await using var server = new LiveServer { FrozenAt = 0 };

        Says(
            await LoadAsync(server, ct, "--duration", "4s"),
            1,
            "standstill<=2s",
            "the playlist never advanced",
            "stalls==0"
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_run_that_is_over_before_it_could_see_anything_new_cannot_tell(
        CancellationToken ct
    )
    {
        await using var server = new LiveServer { FrozenAt = 0 };

        Says(
            await LoadAsync(server, ct, "--duration", "900ms"),
            4,
            "inconclusive: ",
            "too short to see the playlist advance"
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_ramp_that_is_not_reached_cannot_tell(CancellationToken ct)
    {
        await using var server = new LiveServer();

        Says(
            await LoadAsync(server, ct, "--set", "timeout=5", "--duration", "50ms"),
            4,
            "inconclusive: "
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Missing_segments_fail_and_are_counted_by_class_and_kind(CancellationToken ct)
    {
        await using var server = new LiveServer
        {
            Spoil = target =>
                target.EndsWith(".ts", StringComparison.Ordinal) ? RawServer.NotFound() : null,
        };

        var ended = await LoadAsync(server, ct, "--duration", "3s");

        Says(ended, 1, "fail: ", "joined==100%: 0 %", "4xx", "x status 404");
        Says(ended, 1, "segment.p99<30s: -, no samples");
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_threshold_of_the_users_decides(CancellationToken ct)
    {
        await using var server = new LiveServer();

        Says(
            await LoadAsync(server, ct, "--duration", "3s", "--threshold", "requests<3"),
            1,
            "requests<3: "
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_has_an_end_is_played_to_it_by_everyone(CancellationToken ct)
    {
        await using var server = new LiveServer { Ended = true, TargetDuration = Patient };

        Says(
            await LoadAsync(server, ct),
            0,
            "ended, 2.0 s long",
            "played to its end by 5 of 5",
            "ended==100%"
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_has_an_end_and_is_cut_short_says_how_far_it_came(CancellationToken ct)
    {
        await using var server = new LiveServer { Ended = true, TargetDuration = Patient };

        Says(
            await LoadAsync(server, ct, "--duration", "1500ms"),
            0,
            "played to its end by 0 of 5: the first viewer was at most 1.5 s into its 2.0 s"
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Ctrl_C_ends_it_with_what_was_seen_so_far(CancellationToken ct)
    {
        await using var server = new LiveServer();
        await using var program = StartedProgram.Here([
            .. VerifyProgram.Line,
            .. Line(server, "--duration", "50s"),
        ]);
        await program.UntilAsync(() => server.Requests > 30, "they watch", ct);

        await program.SignalAsync("INT", ct);
        var ended = await program.EndAsync(ct);

        Says(ended, 130, "5 started, 5 joined", "interrupted after", "of 50.0 s: no verdict");
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task On_a_terminal_it_is_drawn_in_place_and_leaves_the_cursor_as_it_was(
        CancellationToken ct
    )
    {
        await using var server = new LiveServer();
        await using var program = StartedProgram.Here(
            [
                "script",
                "--quiet",
                "--return",
                "--command",
                string.Join(
                    ' ',
                    VerifyProgram
                        .Line.Concat(Line(server, "--duration", "2s"))
                        .Select(word => $"'{word}'")
                ),
                "/dev/null",
            ],
            new Dictionary<string, string> { ["TERM"] = "xterm", ["NO_COLOR"] = "1" }
        );

        var ended = await program.EndAsync(ct);

        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout);
        Assert.That(ended.Stdout, Does.Match(@"\x1b\[\d+A"), "drawn over in place");
        Assert.That(ended.Stdout, Does.Not.Match(@"\x1b\[[0-9;]*m"), "NO_COLOR");
        var (hidden, shown) = (
            ended.Stdout.LastIndexOf("\u001b[?25l", StringComparison.Ordinal),
            ended.Stdout.LastIndexOf("\u001b[?25h", StringComparison.Ordinal)
        );
        Assert.That(hidden, Is.GreaterThan(0));
        Assert.That(shown, Is.GreaterThan(hidden), "the cursor is back");
        Assert.That(ended.Stdout[shown..], Does.Contain("joined==100%").And.Contain("pass"));
    }

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

        Says(await program.EndAsync(ct), 3, "2000 connections", "600 files", "ulimit -n");
        Assert.That(server.Requests, Is.EqualTo(1), "the look before");
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task The_servers_own_count_is_held_against_the_swarms(CancellationToken ct)
    {
        using var nginx = new RealNginx();
        var address = Serve(nginx);
        string[] line = ["load", address + "vod.m3u8", .. Few, "--status", address + "status"];

        Says(
            await VerifyProgram.RunAsync(line, ct),
            0,
            "requests, the swarm",
            "(0 %; 0 unanswered)",
            "pass"
        );

        using var another = new HttpClient();
        var loaded = VerifyProgram.RunAsync(line, ct);
        while (!loaded.IsCompleted)
            await another.GetAsync(address + "vod.m3u8", ct);

        Says(await loaded, 4, "inconclusive: the server counted", "more than 1 % apart");
        Says(
            await VerifyProgram.RunAsync([.. line[..^1], address + "vod.m3u8"], ct),
            2,
            "--status",
            "not nginx's stub_status"
        );
        Says(
            await VerifyProgram.RunAsync([.. line[..^1], address + "nowhere"], ct),
            2,
            "--status",
            "status 404"
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_count_that_cannot_be_had_any_more_takes_no_result_away(CancellationToken ct)
    {
        var asked = 0;
        await using var server = new LiveServer
        {
            Ended = true,
            TargetDuration = Patient,
            Spoil = target =>
                target != "/status" ? null
                : asked++ > 0 ? RawServer.NotFound()
                : RawServer.Ok("server accepts handled requests\n 1 1 1 \n"u8),
        };

        var ended = await LoadAsync(server, ct, "--status", server.Endpoint.Address + "status");

        Says(ended, 4, "the server's count after the run is not known", "status 404", "5 joined");
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Metrics_are_listed(CancellationToken ct) =>
        Says(
            await VerifyProgram.RunAsync(["load", "--metrics"], ct),
            0,
            "segment.raw.*",
            "a count, or % of requests",
            "p99.9"
        );

    // A presentation of two seconds, the server's count at /status.
    private static string Serve(RealNginx nginx)
    {
        var port = TestNginx.FreePort();
        var packets = new byte[188 * 10];
        for (var at = 0; at < packets.Length; at += 188)
            packets[at] = 0x47;
        File.WriteAllBytes(nginx.Path("a.ts"), packets);
        File.WriteAllText(
            nginx.Path("vod.m3u8"),
            $"#EXTM3U\n#EXT-X-TARGETDURATION:{Patient}\n#EXTINF:1,\na.ts\n#EXTINF:1,\na.ts\n#EXT-X-ENDLIST\n"
        );
        // Whoever nginx's workers are, they have to read it.
        File.SetUnixFileMode(nginx.Folder, (UnixFileMode)0b111_101_101);
        nginx.Start(
            $$"""
            events { }
            http {
                {{nginx.Paths}}
                server {
                    listen 127.0.0.1:{{port}}; root {{nginx.Folder}};
                    location = /status { stub_status; }
                }
            }
            """
        );
        return $"http://127.0.0.1:{port}/";
    }

    private static Task<Ended> LoadAsync(
        LiveServer server,
        CancellationToken ct,
        params string[] more
    ) => VerifyProgram.RunAsync(Line(server, more), ct);

    private static string[] Line(LiveServer server, params string[] more) =>
        ["load", server.Endpoint.Address + "stream.m3u8", .. Few, .. more];

    // Of streams with a target duration of a second: a machine that is late by an eighth of that cannot tell.
    private static void MustTell(Ended ended)
    {
        if (ended.ExitCode == 4 && ended.Stdout.Contains("the generator", StringComparison.Ordinal))
            Assert.Inconclusive("the machine is too busy to tell");
    }

    private static void Says(Ended ended, int exit, params string[] said)
    {
        var all = ended.Stdout + ended.Stderr;
        Assert.That(ended.ExitCode, Is.EqualTo(exit), all);
        foreach (var word in said)
            Assert.That(all, Does.Contain(word));
        Assert.That(all, Does.Not.Match(@"(?m)^\s+at \S+\("), "no stack trace");
    }
}
