using System.Security.Cryptography;
using System.Text;
using Verify.Scenarios.Nightly.History;
using Verify.Tests.Ground;
using Verify.Tests.Lab;
using Verify.Tests.Reports.Html;

namespace Verify.Tests.Commandline;

/// <summary>What the version of before left behind is still read: its records, its journals, its history.</summary>
[TestFixture, Parallelizable]
internal sealed class EarlierVersionTests
{
    private const string FormerRun = "20261128-142457-profile-refactor-e423";
    private const string FormerFolder = $"/tmp/vjournal/{FormerRun}";

    private readonly TempFolder folder = new();

    [OneTimeSetUp]
    public Task Install() => AllurePackages.EnsureAsync();

    [OneTimeTearDown]
    public void Remove() => folder.Dispose();

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task Its_record_becomes_a_report_with_the_same_verdict(CancellationToken ct)
    {
        var run = Directory.CreateDirectory(folder.File("record")).FullName;
        File.Copy(Kept("record.jsonl"), Path.Combine(run, RunFolder.RecordName));
        var ended = await VerifyProgram.RunAsync(["report", run, "--json", "--no-install"], ct);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stderr);
        var log = await File.ReadAllTextAsync(Path.Combine(run, "implementation-log.md"), ct);
        Assert.That(log, Does.Contain("Complete").And.Contain("Findings (46)").And.Contain("4.4"));
    }

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task Its_journal_is_undone_though_its_request_does_not_say_where_it_worked(
        CancellationToken ct
    )
    {
        // Where the run worked is fixed by its name, in a folder that everybody may write to: one that nobody can guess.
        var name = $"20261128-142457-profile-refactor-{Guid.NewGuid():N}";
        var run = Directory.CreateDirectory(folder.File(name)).FullName;
        var place = Directory.CreateDirectory($"/tmp/verify-{name}").FullName;
        File.WriteAllText(Path.Combine(place, "flake.nix"), "{ }");
        try
        {
            File.WriteAllText(
                Path.Combine(run, "request.json"),
                Here(File.ReadAllText(Kept("request.json")), name, run)
            );
            File.WriteAllLines(
                Path.Combine(run, "journal.jsonl"),
                File.ReadLines(Kept("journal.jsonl")).Select(line => Summed(Here(line, name, run)))
            );
            var ended = await VerifyProgram.RunAsync(["rollback", run, "--yes"], ct);
            Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
            Assert.That(Directory.Exists(place), Is.False, ended.Stdout + ended.Stderr);
        }
        finally
        {
            if (Directory.Exists(place))
                Directory.Delete(place, recursive: true);
        }
    }

    [Test]
    public void Its_history_goes_on()
    {
        var night = NightLine.Parse(File.ReadLines(Kept("nights.jsonl")).First());
        Assert.That(night.Job, Is.EqualTo("profile-refactor"));
        Assert.That(NightLine.Parse(night.ToLine()).Seconds, Is.EqualTo(night.Seconds));
    }

    private static string Kept(string file) =>
        Path.Combine(Checkout.Root, "harness", "tests", "earlier", file);

    // The run lies elsewhere here, and has another name.
    private static string Here(string text, string name, string run) =>
        text.Replace(FormerFolder, run, StringComparison.Ordinal)
            .Replace(FormerRun, name, StringComparison.Ordinal);

    // As it was summed then: the first half of the sha256 of the line as it stands.
    private static string Summed(string line)
    {
        const string Between = "\",\"line\":";
        var text = line[(line.IndexOf(Between, StringComparison.Ordinal) + Between.Length)..^1];
        var sum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
        return $"{{\"sum\":\"{sum}{Between}{text}}}";
    }
}
