using Verify.Tests.Ground;

namespace Verify.Tests.Lab;

/// <summary>Trees that a rollout once misjudged, each with a real nginx and a live stream.</summary>
[Waits, Parallelizable(ParallelScope.All)]
public sealed class CaseTreeTests
{
    // A whole rollout takes most of a minute: freshness is watched for 22 s and load for 20 s.
    private const int PatienceMilliseconds = 240_000;

    private const string Worse = "/tmp/worse";

    // The location of the live playlist alone becomes staler: probes of other names never saw it.
    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_candidate_that_makes_the_live_playlist_staler_is_not_reloaded(
        CancellationToken ct
    )
    {
        await using var tree = await CaseTree.StartAsync("t2-baseline", "www/hls/live.m3u8", ct);
        tree.Put("t2-worse-2s", Worse);
        var ended = await Measured.EndAsync(
            () => tree.Apply("--candidate", $"{Worse}/nginx.conf"),
            ct
        );
        Assert.That(ended.ExitCode, Is.EqualTo(1), ended.Stdout + ended.Stderr);
        Assert.That(
            ended.Stdout,
            Does.Match("fail +4.3 ").And.Match("/hls/live.m3u8.*1 s, but was 2 s")
        );
        Assert.That(ended.Stdout, Does.Match("pass +6.1 ").And.Match("pass +6.3 "));
    }

    // The change is as listed, and breaks what the list promises.
    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_the_live_playlists_location_does_is_measured(CancellationToken ct)
    {
        await using var tree = await CaseTree.StartAsync("t2-baseline", "www/hls/live.m3u8", ct);
        tree.Put("t2-worse-2s", Worse);
        await File.WriteAllTextAsync(
            tree.Machine.Path("/tmp/expect.json"),
            """
            {"fresh": "1s", "changes": [{"context": "http/server/location ~ /live[^/]*\\.m3u8$",
              "directive": "open_file_cache_valid", "old": "1s", "new": "2s"}]}
            """,
            ct
        );
        var ended = await Measured.EndAsync(
            () => tree.Apply("--candidate", $"{Worse}/nginx.conf", "--expect", "/tmp/expect.json"),
            ct
        );
        Assert.That(ended.ExitCode, Is.EqualTo(1), ended.Stdout + ended.Stderr);
        Assert.That(ended.Stdout, Does.Match("pass +4.3 "));
        Assert.That(ended.Stdout, Does.Match("fail +5.5 ").And.Match("fail +5.6 "));
        Assert.That(ended.Stdout, Does.Match("pass +6.1 ").And.Match("pass +6.3 "));
        Assert.That(
            Directory.GetFiles(tree.Machine.Path("/tmp/live/www/hls"), "*verify*"),
            Is.Empty,
            "every probe is gone"
        );
    }

    // What it lacked before is a finding; the change is made in the file behind sites-enabled's link.
    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task The_included_change_is_accepted_on_a_tree_that_had_no_cors_before(
        CancellationToken ct
    )
    {
        await using var tree = await CaseTree.StartAsync(
            "etc-nginx-without-cors",
            "hls/stream.m3u8",
            ct
        );
        var ended = await Measured.EndAsync(() => tree.Apply(), ct);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
        Assert.That(
            ended.Stdout,
            Does.Contain("no Access-Control-Allow-Origin, before the change and after it")
        );
        var site = await tree.Machine.ShellAsync(
            $"cat {CaseTree.Folder}/sites-available/stream; readlink {CaseTree.Folder}/sites-enabled/stream",
            ct
        );
        Assert.That(
            site,
            Does.Match(@"(?s)m3u8\$ \{\s+open_file_cache_valid 1s;\s+output_buffers 1 4k;")
        );
        Assert.That(site, Does.EndWith("../sites-available/stream"));
    }
}
