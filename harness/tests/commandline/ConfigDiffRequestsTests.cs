using System.Text.Json;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Commandline;

/// <summary>config diff --witness, as a user calls it.</summary>
[Parallelizable]
public sealed class ConfigDiffRequestsTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private const string Before =
        @"events {} http { server { listen 80; location /hls/ { expires 1h; } location ~ \.m3u8$ { expires -1; } } }";

    private static readonly string Folder = Directory
        .CreateTempSubdirectory("diff-requests-")
        .FullName;

    [OneTimeSetUp]
    public void Write()
    {
        File.WriteAllText(In("a.conf"), Before);
        File.WriteAllText(In("b.conf"), Before.Replace("/hls/", "^~ /hls/"));
        File.WriteAllLines(
            In("access.log"),
            [
                """127.0.0.1 - - [28/Nov/2026:10:00:00 +0000] "GET /hls/live.m3u8?a=b HTTP/1.1" 200 5 "http://x/y" "curl" """,
                """{"at":"10:00","request":"HEAD /hls/live.m3u8?a=b HTTP/2.0","status":200}""",
                "/hls/1.ts",
                "no path at all",
            ]
        );
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(Folder, recursive: true);

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task The_requests_of_an_access_log_are_counted(CancellationToken ct)
    {
        using var document = JsonDocument.Parse(
            (await Run(ct, "--witness", In("access.log"), "--json")).Stdout
        );
        var requests = document.RootElement.GetProperty("requests");
        Assert.That(requests.GetProperty("own").GetInt64(), Is.EqualTo(3));
        Assert.That(requests.GetProperty("sameEverywhere").GetBoolean(), Is.False);
        Assert.That(
            requests
                .GetProperty("changes")
                .EnumerateArray()
                .Where(it => it.GetProperty("differences").GetArrayLength() > 0)
                .Sum(it => it.GetProperty("own").GetInt64()),
            Is.EqualTo(2),
            "the playlist changes, the segment does not"
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task The_requests_come_before_the_lines(CancellationToken ct)
    {
        var told = (await Run(ct)).Stdout;
        Assert.That(told, Does.StartWith("request"));
        Assert.That(told, Does.Contain("expires: -1 -> 1h"));
        Assert.That(told, Does.Not.Contain("the same everywhere"));
    }

    [TestCase("live.m3u8", "'live.m3u8'|slash|/live/stream.m3u8")]
    public async Task What_is_no_witness_is_a_usage_error(string given, string words)
    {
        var ended = await Run(TestContext.CurrentContext.CancellationToken, "--witness", given);
        Assert.That(ended.ExitCode, Is.EqualTo(2));
        foreach (var word in words.Split('|'))
            Assert.That(ended.Stderr, Does.Contain(word));
    }

    private static string In(string name) => Path.Combine(Folder, name);

    private static Task<Ended> Run(CancellationToken ct, params string[] more) =>
        VerifyProgram.RunAsync(["config", "diff", In("a.conf"), In("b.conf"), .. more], ct);
}
