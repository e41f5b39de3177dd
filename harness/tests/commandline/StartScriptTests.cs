using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Commandline;

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

    // What .NET says of these by itself is a stack trace, or nothing; 8 is in units of 512 or 1024 bytes.
    [TestCase("-n 40", "limited to 40 open files; Verify needs 256. Type 'ulimit -n 1024'")]
    [TestCase("-v 300000", "bytes of address space; Verify needs")]
    [TestCase("-f 8", "bytes a file; Verify needs")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task A_shell_that_is_limited_too_far_is_told_so(
        string limit,
        string said,
        CancellationToken ct
    )
    {
        foreach (var shell in new[] { "dash", "bash" })
        {
            await using var refused = StartedProgram.Here([
                shell,
                "-c",
                $"ulimit {limit}; exec {shell} \"$0\" list",
                Path.Combine(Checkout.Root, "run.ps1"),
            ]);
            var ended = await refused.EndAsync(ct);
            Assert.That(ended.ExitCode, Is.EqualTo(3), ended.Stderr);
            Assert.That(ended.Stderr.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
            Assert.That(ended.Stderr, Does.StartWith("verify: ").And.Contain(said));
        }
    }

    [TestCase("a:b"), TestCase("a;b"), TestCase("a%41"), TestCase("a*b"), TestCase("a?b")]
    [TestCase("a\"b"), TestCase("a\\b"), TestCase("a$b"), TestCase("a\nb")]
    [CancelAfter(PatienceMilliseconds)]
    public async Task A_checkout_in_a_folder_that_is_read_as_something_else_is_told_so(
        string name,
        CancellationToken ct
    )
    {
        using var folder = new TempFolder();
        var checkout = Directory.CreateDirectory(folder.File(name)).FullName;
        var script = Path.Combine(checkout, "run.ps1");
        File.Copy(Path.Combine(Checkout.Root, "run.ps1"), script);
        await using var refused = StartedProgram.Here([script, "list"]);
        var ended = await refused.EndAsync(ct);
        Assert.That(ended.ExitCode, Is.EqualTo(3), ended.Stderr);
        Assert.That(ended.Stderr, Does.StartWith($"verify: the checkout lies in '{checkout}'. "));
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
