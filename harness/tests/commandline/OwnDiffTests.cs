using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Commandline;

/// <summary>Phase 4 on configurations of the user's own: what their change does is judged, or held against a list.</summary>
[Parallelizable]
public sealed class OwnDiffTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private const string Valid = "open_file_cache_valid 10s";

    [TestCase("nginx.conf", Valid, "open_file_cache_valid 1s", 0, "pass +4.3 ")]
    [TestCase("nginx.conf", "sendfile on;", "sendfile on; # why", 0, "pass +4.3 ")]
    [TestCase(
        "nginx.conf",
        Valid,
        "open_file_cache_valid 20s",
        1,
        "fail +4.3 |playlist .*longest time that the configuration serves an old version.* 10 s, but was 20 s"
    )]
    [TestCase(
        OwnPairFiles.Live,
        "root /srv/live;",
        "root /srv/live; add_header X-Here yes;",
        1,
        @"fail +4.3 |playlist .*headers that the baseline sets.*Cache-Control: max-age=1"
    )]
    [TestCase(
        "nginx.conf",
        "sendfile on;",
        "sendfile on;",
        1,
        "fail +4.2 |an empty diff means that nothing changed"
    )]
    [TestCase(
        "nginx.conf",
        Valid,
        "open_file_cache_valid 500ms",
        1,
        "fail +4.1 |invalid value in .*candidate/nginx.conf:12|blocked +4.3 "
    )]
    [TestCase(
        OwnPairFiles.Live,
        "listen 8080",
        "listen 99999",
        1,
        "fail +4.1 |invalid port|blocked +4.3 "
    )]
    [CancelAfter(PatienceMilliseconds)]
    public async Task A_change_without_a_list_is_judged_by_what_it_does(
        string file,
        string old,
        string now,
        int exit,
        string said,
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        var pair = Pair(folder, file, old, now);
        MustSay(await RunAsync(folder, pair, ct), exit, said);
    }

    private const string Right =
        """{"context":"http","directive":"open_file_cache_valid","old":"10s","new":"1s"}""";

    [TestCase(Right, 0, "pass +4.3 ")]
    [TestCase(
        """{"context":"http","directive":"open_file_cache_valid","old":"9s","new":"1s"}""",
        1,
        "fail +4.3 |expected \"9s -> 1s\", but was \"10s -> 1s\""
    )]
    [TestCase("", 1, "fail +4.3 |unexpected changes.*http open_file_cache_valid 10s -> 1s")]
    [TestCase(
        Right + """,{"context":"http","directive":"sendfile","old":"on","new":"off"}""",
        1,
        "fail +4.3 |http sendfile: expected \"on -> off\", but was \"unchanged\""
    )]
    [CancelAfter(PatienceMilliseconds)]
    public async Task A_change_is_held_against_the_list_of_the_user(
        string changes,
        int exit,
        string said,
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        var pair = Pair(folder, "nginx.conf", Valid, "open_file_cache_valid 1s");
        var list = folder.File("list.json");
        await File.WriteAllTextAsync(list, $"[{changes}]", ct);
        MustSay(await RunAsync(folder, [.. pair, "--expect", list], ct), exit, said);
    }

    // A value changed, a line without effect, a header over others, and a comment.
    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task What_config_diff_prints_is_a_list_that_holds(CancellationToken ct)
    {
        using var folder = new TempFolder();
        var candidate = OwnPairFiles.Site("1s");
        candidate["nginx.conf"] = candidate["nginx.conf"]
            .Replace("sendfile on;", "sendfile on; tcp_nodelay on; # why");
        candidate[OwnPairFiles.Live] = candidate[OwnPairFiles.Live]
            .Replace("root /srv/live;", "root /srv/live; add_header A b; add_header C d;");
        var pair = OwnPairFiles.Write(folder.Path, folder.Path, OwnPairFiles.Site(), candidate);
        var diff = await VerifyProgram.RunAsync(["config", "diff", pair[1], pair[3], "--json"], ct);
        var list = folder.File("list.json");
        await File.WriteAllTextAsync(list, diff.Stdout, ct);
        MustSay(await RunAsync(folder, [.. pair, "--expect", list], ct), 0, "pass +4.3 ");
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task An_ordinary_user_has_the_same_judged(CancellationToken ct)
    {
        await using var machine = await Machine.StartAsync(ct, "mkdir /tmp/site");
        var pair = OwnPairFiles.Write(
            machine.Path("/tmp/site"),
            "/tmp/site",
            OwnPairFiles.Site(),
            OwnPairFiles.Site("1s")
        );
        var before = await machine.LookAsync(ct);
        await using var program = machine.VerifyAsNobody([
            "scenario",
            "nginx-caching",
            "--phase",
            "4",
            "--out",
            Machine.Out,
            .. pair,
        ]);
        MustSay(await program.EndAsync(ct), 0, "pass +4.1 |pass +4.3 ");
        (await machine.LookAsync(ct)).MustBe(before);
    }

    private static string[] Pair(TempFolder folder, string file, string old, string now)
    {
        var candidate = OwnPairFiles.Site();
        Assert.That(candidate[file], Does.Contain(old));
        candidate[file] = candidate[file].Replace(old, now, StringComparison.Ordinal);
        return OwnPairFiles.Write(folder.Path, folder.Path, OwnPairFiles.Site(), candidate);
    }

    private static Task<Ended> RunAsync(
        TempFolder folder,
        string[] options,
        CancellationToken ct
    ) =>
        VerifyProgram.RunAsync(
            ["scenario", "nginx-caching", "--phase", "4", "--out", folder.File("out"), .. options],
            ct
        );

    private static void MustSay(Ended ended, int exit, string said)
    {
        var all = ended.Stdout + ended.Stderr;
        Assert.That(ended.ExitCode, Is.EqualTo(exit), all);
        foreach (var pattern in said.Split('|'))
            Assert.That(all, Does.Match(pattern));
    }
}
