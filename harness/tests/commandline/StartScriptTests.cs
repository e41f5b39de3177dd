using Verify.Engine;

namespace Verify.Tests;

/// <summary>run.ps1 under each sh there is.</summary>
public sealed class StartScriptTests
{
    // It may build first.
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private const string Odd = "two  words 'and' \"quotes\" $HOME `id` * \\n";

    [TestCase("dash"), TestCase("bash"), TestCase("busybox"), CancelAfter(PatienceMilliseconds)]
    public async Task Arguments_and_exit_codes_come_through(string shell, CancellationToken ct)
    {
        var found = Environment
            .GetEnvironmentVariable("PATH")!
            .Split(':')
            .Any(folder => File.Exists(Path.Combine(folder, shell)));
        Assert.That(found, $"{shell} is not installed: './run.ps1 test' does that");
        string[] line = shell == "busybox" ? [shell, "sh"] : [shell];
        var script = Path.Combine(Checkout.Root, "run.ps1");

        await using var refused = StartedProgram.Here([.. line, script, "scenario", Odd]);
        var ended = await refused.EndAsync(ct);
        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Stderr);
        Assert.That(ended.Stderr, Does.Contain($"'{Odd}'"));

        await using var listed = StartedProgram.Here([.. line, script, "list"]);
        ended = await listed.EndAsync(ct);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stderr);
        Assert.That(ended.Stdout, Does.Contain("nginx-caching"));
    }

    [Test]
    public void It_is_ASCII_with_the_line_ends_of_sh_and_can_be_executed()
    {
        var script = Path.Combine(Checkout.Root, "run.ps1");
        Assert.That(
            File.ReadAllBytes(script),
            Has.All.LessThan((byte)128).And.None.EqualTo((byte)'\r')
        );
        Assert.That(
            File.GetUnixFileMode(script) & UnixFileMode.OtherExecute,
            Is.EqualTo(UnixFileMode.OtherExecute)
        );
    }
}
