using Verify.Engine.Secrets;
using Verify.Reports.Record;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Secrets;

/// <summary>Secrets told in VERIFY_SECRETS, also where they are words that a run cannot do without.</summary>
[Waits, Parallelizable]
public sealed class ToldSecretsTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_secret_that_is_the_profiles_name_is_hidden_and_the_run_goes_on_in_its_lab(
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        var ended = await VerifyProgram.RunAsync(
            ["scenario", "nginx-caching", "--phase", "0", "--json", "--out", folder.Path],
            ct,
            new Dictionary<string, string>
            {
                [GivenSecrets.Variable] = "default\npass\nopen_file_cache_valid",
            }
        );
        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);
        Assert.That(() => System.Text.Json.JsonDocument.Parse(ended.Stdout), Throws.Nothing);
        var run = Path.Combine(folder.Path, "latest");
        Assert.That(
            File.ReadAllText(Path.Combine(run, RunFolder.RequestName)),
            Does.Not.Contain("default")
        );
        var read = RunRecord.Read(RunFolder.RecordOf(run));
        Assert.That(read.Problems, Is.Empty);
        Assert.That(
            read.Events.OfType<RunStarted>().Single().Parameters["profile"],
            Is.EqualTo("***")
        );
        Assert.That(read.Events.OfType<RunFinished>().Single().Verdict, Is.EqualTo(Verdict.Pass));
        Assert.That(Searched.In(Path.GetFullPath(run), ["open_file_cache_valid"]), Is.Empty);
        foreach (var kept in read.Events.OfType<EvidenceKept>())
            Assert.That(
                Evidence.Sha256(File.ReadAllBytes(Path.Combine(run, kept.File))),
                Is.EqualTo(kept.Sha256),
                "of what was written"
            );
    }
}
