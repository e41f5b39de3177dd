using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Secrets;

/// <summary>A password and a token in a URL are used, and stand in nothing that is written or said.</summary>
[Waits, Parallelizable]
public sealed class UrlSecretsInFilesTests
{
    // Freshness is watched for 22 s.
    private const int PatienceMilliseconds = Hang.Milliseconds;

    private static readonly IReadOnlyList<string> Forms = GuardedOrigin.Forms;

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task An_origin_that_asks_for_both_is_looked_at_and_neither_is_told(
        CancellationToken ct
    )
    {
        using var origin = await GuardedOrigin.StartAsync(ct);
        using var folder = new TempFolder();
        var ended = await VerifyProgram.RunAsync(
            [
                "scenario",
                "nginx-caching",
                "--target",
                origin.Url,
                "--phase",
                "5",
                "--json",
                "--out",
                folder.Path,
            ],
            ct
        );
        TellsNothing(ended, folder.Path);
        var record = File.ReadAllText(Path.Combine(folder.Path, "latest", RunFolder.RecordName));
        Assert.That(record, Does.Contain("manifest: status").And.Contain("token=***"));
        Assert.That(
            record,
            Does.Match("manifest: status[^}]*\"verdict\":\"pass\""),
            "it was let in"
        );
        Assert.That(
            record,
            Does.Match("segment: status[^}]*\"verdict\":\"pass\""),
            "it was let in"
        );
        var again = await VerifyProgram.RunAsync(
            ["report", Path.Combine(folder.Path, "latest")],
            ct
        );
        Assert.That(again.ExitCode, Is.Zero, again.Stderr);
        TellsNothing(again, folder.Path);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task An_error_that_names_the_URL_does_not_tell_them(CancellationToken ct)
    {
        using var folder = new TempFolder();
        // Port 1 is tcpmux, which nobody has.
        var ended = await VerifyProgram.RunAsync(
            ["scenario", "nginx-caching", "--target", GuardedOrigin.UrlAt(1), "--out", folder.Path],
            ct
        );
        Assert.That(ended.ExitCode, Is.EqualTo(3), ended.Stderr);
        Assert.That(ended.Stdout, Does.Contain("127.0.0.1:1/live.m3u8?token=*** cannot be had"));
        TellsNothing(ended, folder.Path);
    }

    [TestCase("load", "--duration", "2s", "--viewers", "3", "--json")]
    [TestCase("load", "--duration", "2s", "--viewers", "3")]
    [TestCase("playlist", "lint", "--json")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task Other_verbs_use_them_too_and_do_not_say_them(
        string verb,
        string one,
        string two,
        string three = "",
        string four = "",
        string five = "",
        CancellationToken ct = default
    )
    {
        using var origin = await GuardedOrigin.StartAsync(ct);
        string[] line = [verb, one, two, three, four, five];
        var at = verb == "playlist" ? 2 : 1;
        var ended = await VerifyProgram.RunAsync(
            [.. line.Take(at), origin.Url, .. line.Skip(at).Where(word => word.Length > 0)],
            ct
        );
        var said = ended.Stdout + ended.Stderr;
        Assert.That(Searched.Told(said, Forms), Is.Empty, said);
        Assert.That(said, Does.Contain("token=***").And.Not.Match("status 40[13]"));
        if (line.Contains("--json"))
            Assert.That(
                () => System.Text.Json.JsonDocument.Parse(ended.Stdout),
                Throws.Nothing,
                ended.Stdout
            );
    }

    [TestCase("--target", "http://viewer:Xk9/q@Zr7@127.0.0.1/x", "Xk9/q@Zr7")]
    [TestCase("--tagret", "http://viewer:Xk9q_Zr7@127.0.0.1/x", "Xk9q_Zr7")]
    [TestCase("--set", "password=Xk9q_Zr7", "Xk9q_Zr7")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task A_line_that_is_refused_does_not_tell_them(
        string option,
        string value,
        string secret,
        CancellationToken ct
    )
    {
        var ended = await VerifyProgram.RunAsync(["scenario", "nginx-caching", option, value], ct);
        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Stderr);
        Assert.That(ended.Stderr, Does.Not.Contain(secret));
    }

    // A search that finds nothing anywhere would pass all of the above.
    [Test]
    public void The_search_finds_what_is_there()
    {
        using var folder = new TempFolder();
        foreach (var (form, number) in Forms.Distinct().Select((form, i) => (form, i)))
        {
            Directory.CreateDirectory(folder.File($"{number}/deep"));
            File.WriteAllText(folder.File($"{number}/deep/.hidden"), $"before{form}after");
            Assert.That(Searched.In(folder.File($"{number}"), Forms), Is.Not.Empty, form);
        }
    }

    private static void TellsNothing(Ended ended, string folder)
    {
        var said = ended.Stdout + ended.Stderr;
        Assert.That(Searched.Told(said, Forms), Is.Empty, said);
        Assert.That(Searched.In(folder, Forms), Is.Empty);
    }
}
