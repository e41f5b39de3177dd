using Verify.Tests.Ground;
using Verify.Tests.Lab;
using Verify.Tests.Nginx;
using Verify.Tests.Servers;
using static Verify.Tests.Commandline.Load.LoadProgram;

namespace Verify.Tests.Commandline.Load;

/// <summary>The server's own count of requests beside the swarm's.</summary>
[Parallelizable]
public sealed class LoadCountTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

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
}
