using Verify.Engine.Programs;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Commandline;

/// <summary>run.ps1 under PowerShell: the sh half is called, with every argument as it was given.</summary>
[Waits, Parallelizable]
public sealed class PowerShellTests
{
    private const string Version = "7.6.9";
    private const int PatienceMilliseconds = Hang.Milliseconds;

    private static readonly string[] Odd =
    [
        "scenario",
        "",
        "two  words",
        "it's \"quoted\"",
        "$HOME `id` *",
        "*",
        "~",
        "~/x",
        "0,1",
        "a:b",
        "--target=http://h:1/x",
        "--set=hls.listSize=12",
        "-p:x",
        "-v1.0",
        "--",
        "-x",
        "1.50",
        "007",
        "\\n",
        "\u00e4\u4e16\ud83d\ude00",
    ];

    private TempFolder tool = null!;
    private FakeCheckout checkout = null!;

    [OneTimeSetUp]
    public async Task Install()
    {
        (tool, checkout) = (new(), new());
        var installed = await Command.RunAsync(
            [
                "dotnet",
                "tool",
                "install",
                "PowerShell",
                "--version",
                Version,
                "--tool-path",
                tool.Path,
            ],
            default
        );
        if (installed.ExitCode != 0)
            Assert.Inconclusive(
                $"PowerShell {Version} cannot be installed, so run.ps1 is not tried under it: {installed.Said}"
            );
    }

    [OneTimeTearDown]
    public void Remove()
    {
        tool.Dispose();
        checkout.Dispose();
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Every_argument_comes_through_from_a_command_line(CancellationToken ct)
    {
        var ended = await checkout.RunAsync(ct, [.. PowerShell, "-File", checkout.Script, .. Odd]);
        Assert.That(ended.ExitCode, Is.Zero, ended.Stderr);
        Assert.That(Words(ended), Is.EqualTo(Odd));
    }

    // What PowerShell makes of a line before a script sees it: 0,1 an array, -p:x two words.
    [TestCase("--phase 0,1,3B", "--phase", "0,1,3B")]
    [TestCase("--phase 0, 1", "--phase", "0,1")]
    [TestCase("-p:x -q:'' -r:1,2 -s y", "-p:x", "-q:", "-r:1,2", "-s", "y")]
    [TestCase("a:b --target=http://h:1/x", "a:b", "--target=http://h:1/x")]
    [TestCase(
        "--set=hls.listSize=12 1.50 007 0x10",
        "--set=hls.listSize=12",
        "1.50",
        "007",
        "0x10"
    )]
    [TestCase(
        "'' 'two  words' \"it's\" '\"' '$HOME' '*' '--' -x",
        "",
        "two  words",
        "it's",
        "\"",
        "$HOME",
        "*",
        "--",
        "-x"
    )]
    [CancelAfter(PatienceMilliseconds)]
    public async Task Every_argument_comes_through_from_a_prompt(
        string typed,
        string first,
        params string[] others
    )
    {
        var ended = await checkout.RunAsync(
            TestContext.CurrentContext.CancellationToken,
            [.. PowerShell, "-Command", $"& '{checkout.Script}' {typed}; exit $LASTEXITCODE"]
        );
        Assert.That(ended.ExitCode, Is.Zero, ended.Stderr);
        Assert.That(Words(ended), Is.EqualTo((string[])[first, .. others]));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task The_exit_code_and_what_is_said_come_through(CancellationToken ct)
    {
        File.AppendAllText(checkout.In("origin/Some.cs"), "// to be built");
        var ended = await checkout.RunAsync(
            ct,
            [.. PowerShell, "-File", checkout.Script, "exit", "5"]
        );
        Assert.That(ended.ExitCode, Is.EqualTo(5), ended.Stderr);
        Assert.That(ended.Stdout, Is.EqualTo("[exit]\n[5]\n"));
        Assert.That(
            ended.Stderr,
            Does.Contain("verify: building").And.Contain("verify: built Verify.Engine")
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Its_input_comes_through(CancellationToken ct)
    {
        await File.WriteAllTextAsync(checkout.In("input"), "one\ntwo\n", ct);
        var ended = await checkout.RunAsync(
            ct,
            [
                "/bin/sh",
                "-c",
                "exec \"$@\" <\"$INPUT\"".Replace("$INPUT", checkout.In("input")),
                "sh",
                .. PowerShell,
                "-File",
                checkout.Script,
                "read",
            ]
        );
        Assert.That(ended.Stdout, Is.EqualTo("[read]\none\ntwo\n"), ended.Stderr);
    }

    // As a terminal does it: everybody in the foreground hears of Ctrl-C.
    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Ctrl_C_reaches_the_program_and_its_exit_code_the_caller(CancellationToken ct)
    {
        var group = checkout.In("group");
        await using var program = checkout.Start([
            "setsid",
            "--wait",
            "/bin/sh",
            "-c",
            $"echo $$ >{group} && exec \"$@\"",
            "sh",
            .. PowerShell,
            "-File",
            checkout.Script,
            "wait",
        ]);
        await program.UntilSaidAsync("waiting", ct);
        var leader = (await File.ReadAllTextAsync(group, ct)).Trim();
        await Command.MustAsync(["/bin/kill", "-INT", "--", $"-{leader}"], ct);
        var ended = await program.EndAsync(ct);
        Assert.That(ended.Stdout, Does.Contain("interrupted"));
        Assert.That(ended.ExitCode, Is.EqualTo(130), ended.Stderr);
    }

    private string[] PowerShell => [tool.File("pwsh"), "-NoProfile", "-NonInteractive"];

    private static string[] Words(Ended ended) =>
        [.. ended.Stdout.TrimEnd('\n').Split('\n').Select(line => line[1..^1])];
}
