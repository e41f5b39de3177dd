using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Commandline;

/// <summary>Edge configurations, folders and targets that cdn-edge cannot use: exit 2, one message, and nothing made.</summary>
[Parallelizable]
public sealed class EdgeBadInputTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["ok"] = Of("listen 80; location /hls/ { proxy_pass http://s3:9000/videos/; CACHED }"),
        ["other"] = Of("listen 80; location /vod/x/ { proxy_pass http://s3:9000/videos/; CACHED }"),
        ["uncached"] = Of("listen 80; location /hls/ { proxy_pass http://s3:9000/videos/; }"),
        ["uncertified"] = Of(
            "listen 443 ssl; location /hls/ { proxy_pass http://s3:9000/videos/; CACHED }"
        ),
        ["untrusting"] = Of(
            "listen 80; location /hls/ { proxy_pass https://s3/videos/; proxy_ssl_verify on; CACHED }"
        ),
        ["unanswered"] = Of(
            "listen 80; location /hls/ { proxy_pass http://s3:9000/videos/; CACHED } location /login { proxy_pass http://accounts:7000; }"
        ),
        ["variable"] = Of(
            "listen 80; set $where s3; location /hls/ { proxy_pass http://$where/videos/; CACHED }"
        ),
    };

    [TestCase("--baseline {ok}", "--baseline needs --candidate")]
    [TestCase("--candidate {ok}", "--candidate needs --baseline")]
    [TestCase("--upstream s3={folder}", "--upstream s3=|--baseline and --candidate")]
    [TestCase("--baseline {ok} --candidate {none}", "--candidate|{none}|No such file")]
    [TestCase("--baseline {uncached} --candidate {ok}", "--baseline|{uncached} has no proxy_cache")]
    [TestCase(
        "--baseline {ok} --candidate {uncached}",
        "--candidate|{uncached} has no proxy_cache"
    )]
    [TestCase(
        "--baseline {ok} --candidate {uncertified}",
        "--candidate|{uncertified}:3|names no ssl_certificate|stand-in"
    )]
    [TestCase(
        "--baseline {untrusting} --candidate {ok}",
        "--baseline|{untrusting}:3|proxy_ssl_trusted_certificate|stand-in"
    )]
    [TestCase(
        "--baseline {ok} --candidate {unanswered}",
        "--candidate|{unanswered}:3|accounts:7000|--upstream accounts:7000=DIR"
    )]
    [TestCase("--baseline {variable} --candidate {ok}", "--baseline|{variable}:3|a variable")]
    [TestCase("--baseline {ok} --candidate {other}", "no playlist and segment|{ok}:3|{other}:3")]
    [TestCase("--baseline {ok} --candidate {ok} --upstream s3", "--upstream s3: not NAME=DIR")]
    [TestCase("--baseline {ok} --candidate {ok} --upstream s3=", "--upstream s3=: not NAME=DIR")]
    [TestCase("--baseline {ok} --candidate {ok} --upstream ={folder}", "not NAME=DIR")]
    [TestCase("--baseline {ok} --candidate {ok} --upstream s3={none}", "there is no folder {none}")]
    [TestCase("--baseline {ok} --candidate {ok} --upstream s3={ok}", "{ok} is a file")]
    [TestCase("--baseline {ok} --candidate {ok} --upstream s3={folder}", "holds no playlist")]
    [TestCase(
        "--baseline {ok} --candidate {ok} --upstream s4:9000={folder}",
        "neither configuration asks s4:9000|s3:9000"
    )]
    [TestCase("--target ftp://x", "--target ftp://x|http")]
    [TestCase("--target http://127.0.0.1:1/a.m3u8 --keep", "--keep|--target")]
    [TestCase("--target http://127.0.0.1:1/a.m3u8 --baseline {ok}", "--target|--baseline")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task What_makes_no_run_is_refused_by_name(
        string line,
        string named,
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        var ended = await VerifyProgram.RunAsync(
            [
                "scenario",
                "cdn-edge",
                .. line.Split(' ').Select(word => In(folder, word)),
                "--out",
                folder.File("out"),
            ],
            ct
        );
        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Stdout + ended.Stderr);
        Assert.That(ended.Stdout, Is.Empty);
        Assert.That(ended.Stderr, Does.StartWith("verify: "));
        Assert.That(ended.Stderr.Split("verify: "), Has.Length.EqualTo(2), "one message");
        foreach (var word in named.Split('|'))
            Assert.That(ended.Stderr, Does.Contain(In(folder, word)));
        Assert.That(ended.Stderr, Does.Not.Match(@"(?m)^\s+at \S+\("), "no stack trace");
        Assert.That(folder.File("out"), Does.Not.Exist);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_design_of_the_platform_that_there_is_not_is_refused(CancellationToken ct)
    {
        var ended = await VerifyProgram.RunAsync(
            ["origin", "up", "video-platform", "--design", "curd"],
            ct
        );
        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Stderr);
        Assert.That(ended.Stderr, Does.Contain("--design curd").And.Contain("'cured'"));
    }

    // "{name}" stands for a file of that kind, which is made where it is named.
    private static string In(TempFolder folder, string text)
    {
        text = text.Replace("{folder}", folder.Path, StringComparison.Ordinal)
            .Replace("{none}", folder.File("none.conf"), StringComparison.Ordinal);
        foreach (var (name, content) in Kinds)
        {
            if (!text.Contains($"{{{name}}}", StringComparison.Ordinal))
                continue;
            var file = folder.File($"{name}.conf");
            File.WriteAllText(file, content);
            text = text.Replace($"{{{name}}}", file, StringComparison.Ordinal);
        }
        return text;
    }

    private static string Of(string server) =>
        $"events {{ }}\nhttp {{ proxy_cache_path /data/c keys_zone=c:1m;\n server {{ {server.Replace("CACHED", "proxy_cache c; proxy_cache_valid 1h;", StringComparison.Ordinal)} }}\n}}\n";
}
