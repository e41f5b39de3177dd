using System.Text.Json;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Commandline;

[Parallelizable]
public sealed class OutputTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    [TestCase("list --json")]
    [TestCase("profiles --json")]
    [TestCase("plan nginx-caching --json")]
    [TestCase("scenario profile-refactor --plan --json")]
    [TestCase("profiles show low-latency --json")]
    [TestCase("profiles swarm show burst --json")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task Json_is_one_document_and_nothing_else(string line, CancellationToken ct)
    {
        var ended = await VerifyProgram.RunAsync(line.Split(' '), ct);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stderr);
        using var document = JsonDocument.Parse(ended.Stdout);
        Assert.That(ended.Stderr, Is.Empty);
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_run_with_json_says_one_document_on_stdout_and_its_progress_on_stderr(
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        var ended = await VerifyProgram.RunAsync(
            ["scenario", "nginx-caching", "--phase", "1", "--json", "--out", folder.Path],
            ct
        );
        Assert.That(ended.ExitCode, Is.Zero, ended.Stderr);
        using var document = JsonDocument.Parse(ended.Stdout);
        Assert.That(document.RootElement.ToString(), Does.Contain("nginx-caching"));
        Assert.That(ended.Stderr, Does.Contain("Derived values"));
    }

    [TestCase("plan nginx-caching")]
    [TestCase("scenario nginx-caching --plan")]
    [TestCase("list")]
    [TestCase("profiles")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task Looking_touches_nothing(string line, CancellationToken ct)
    {
        await using var machine = await Machine.StartAsync(ct);
        var before = await machine.LookAsync(ct);
        var runs = Runs();
        await using var program = machine.Verify(line.Split(' '));
        var ended = await program.EndAsync(ct);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stderr);
        Assert.That(ended.Stderr, Is.Empty);
        (await machine.LookAsync(ct)).MustBe(before);
        Assert.That(Runs(), Is.EqualTo(runs));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_plan_shows_every_change_with_its_undo_and_what_is_left_out(
        CancellationToken ct
    )
    {
        var ended = await VerifyProgram.RunAsync(["plan", "nginx-caching", "--phase", "2"], ct);
        var lines = ended.Stdout.Split('\n').Select(line => line.Trim()).ToArray();
        Assert.That(
            lines,
            Has.Some.StartsWith("$ mount -t tmpfs").And.Some.Contains("undo: umount /var/hls")
        );
        Assert.That(lines, Has.Some.Contains("Phase 5").And.Some.Contains("(not selected)"));
    }

    private static string[] Runs() =>
        Directory.Exists(Checkout.Out) ? Directory.GetFileSystemEntries(Checkout.Out) : [];
}
