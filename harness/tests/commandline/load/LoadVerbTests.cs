using Verify.Tests.Ground;
using Verify.Tests.Lab;
using Verify.Tests.Servers;
using static Verify.Tests.Commandline.Load.LoadProgram;

namespace Verify.Tests.Commandline.Load;

/// <summary>The verb through the program, against servers that do one thing.</summary>
[Parallelizable]
public sealed class LoadVerbTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_good_stream_passes_with_figures_for_people_and_progress_beside_them(
        CancellationToken ct
    )
    {
        await using var server = new LiveServer();

        var ended = await TellingAsync(server, ct, "--duration", "5s", "--seed", "7");

        Says(ended, 0, "live, target duration 1.0 s", "5 started, 5 joined", "segment.raw");
        Says(ended, 0, "joined==100%", "(--seed 7)");
        Assert.That(ended.Stdout.TrimEnd(), Does.EndWith("\npass"));
        Assert.That(ended.Stderr, Does.Match(@"(?m)^\d\.\d s of 5\.0 s: 5 viewers, "));
        Assert.That(ended.Stdout + ended.Stderr, Does.Not.Contain("\u001b"));
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

    // "extreme" allows a few viewers a stall, "default" none: an own profile is judged as what it starts from.
    [TestCase("extreme", "stalled.viewers<")]
    [TestCase("default", "stalls==0")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task A_profile_of_the_users_is_judged_as_the_one_that_it_extends(
        string shipped,
        string threshold,
        CancellationToken ct
    )
    {
        await using var server = new LiveServer();
        using var folder = new TempFolder();
        var file = folder.File("own.json");
        await File.WriteAllTextAsync(
            file,
            "{\"swarm\": {\"mine\": {\"extends\": \"" + shipped + "\"}}}",
            ct
        );

        var ended = await LoadAsync(
            server,
            ct,
            "--duration",
            "3s",
            "--profiles",
            file,
            "--profile",
            "mine"
        );

        Assert.That(ended.Stdout, Does.Contain(threshold), ended.Stderr);
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
    public async Task Viewers_play_the_variant_that_was_asked_for(CancellationToken ct)
    {
        var asked = new System.Collections.Concurrent.ConcurrentBag<string>();
        await using var server = new LiveServer
        {
            Ended = true,
            TargetDuration = Patient,
            Spoil = target =>
            {
                asked.Add(target);
                return null;
            },
        };

        var ended = await VerifyProgram.RunAsync(
            ["load", server.Endpoint.Address + "master.m3u8", .. Few, "--variant", "highest"],
            ct
        );

        Says(ended, 0, "variant highest", "played to its end by 5 of 5");
        Assert.That(asked, Has.Some.EqualTo("/high/stream.m3u8").And.None.StartsWith("/low/"));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task An_address_that_leads_elsewhere_is_followed_once_and_said(
        CancellationToken ct
    )
    {
        await using var server = new LiveServer { Ended = true, TargetDuration = Patient };
        var at = server.Endpoint.Address + "stream.m3u8";
        await using var moved = RawServer.Answering(
            (_, _) =>
                System.Text.Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 302 Found\r\nLocation: {at}\r\nContent-Length: 0\r\n\r\n"
                )
        );

        var ended = await VerifyProgram.RunAsync(["load", moved.Address + "here", .. Few], ct);

        Says(ended, 0, $"{moved.Address}here leads to {at}: ", "played to its end by 5 of 5");
    }
}
