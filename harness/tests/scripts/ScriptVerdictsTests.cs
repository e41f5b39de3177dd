using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Scripts;

/// <summary>Scripts in the lab: the verdict of each step, and the exit code.</summary>
[CancelAfter(Hang.Milliseconds)]
[Waits, Parallelizable]
public sealed class ScriptVerdictsTests
{
    private TempFolder folder = null!;

    [SetUp]
    public void Make() => folder = new();

    [TearDown]
    public void Remove() => folder.Dispose();

    [TestCase("Expect 'x' 1 -Equal 1", 0, "pass", "")]
    [TestCase("Expect 'x' 2 -Equal 1", 1, "fail", "")]
    [TestCase("throw 'my own words'", 3, "broken", "s.ps1:4:")]
    [TestCase("1", 4, "inconclusive", "")]
    [TestCase("CannotTell 'x' 'too dark'", 4, "inconclusive", "too dark")]
    [TestCase("Skip 'not today'; Expect 'never' 1 -Equal 2", 4, "skipped", "not today")]
    [TestCase("while ($true) { }", 3, "broken", "had not ended after 1 s")]
    public async Task A_body_decides_its_verdict(
        string body,
        int exit,
        string verdict,
        string says,
        CancellationToken ct
    )
    {
        var text =
            $"Scenario 's' 'S' {{\nPhase 1 'P' {{\nStep 1.1 's' -Limit 1s {{\n{body}\n}}\n}}\n}}";
        if (!body.StartsWith("while", StringComparison.Ordinal))
            text = text.Replace(" -Limit 1s", "", StringComparison.Ordinal);
        folder.Publish("s.ps1", text);

        var ended = await RunAsync(
            ct,
            "scenario",
            folder.File("s.ps1"),
            "--out",
            folder.File("out")
        );

        Assert.That(ended.ExitCode, Is.EqualTo(exit), ended.Stdout + ended.Stderr);
        Assert.That(Log(), Does.Contain(verdict).And.Contain(says));
    }

    [Test]
    public async Task The_first_script_runs_as_it_is_written(CancellationToken ct)
    {
        var made = await RunAsync(ct, "scenario", "new", "our-edge");
        Assert.That(made.ExitCode, Is.Zero, made.Stderr);

        var again = await RunAsync(ct, "scenario", "new", "our-edge");
        Assert.That(again.ExitCode, Is.EqualTo(2), again.Stdout);
        Assert.That(again.Stderr, Does.Contain("is there already"));

        var plan = await RunAsync(ct, "scenario", "our-edge.scenario.ps1", "--plan");
        Assert.That(plan.ExitCode, Is.Zero, plan.Stderr);
        Assert.That(
            plan.Stdout,
            Does.Contain("our-edge: An age").And.Contain("1.2").And.Contain("undo:")
        );
        Assert.That(Directory.Exists(folder.File("out")), Is.False);

        var ended = await RunAsync(ct, "scenario", "our-edge.scenario.ps1", "--out", "out");
        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout + ended.Stderr);

        var late = await RunAsync(
            ct,
            "scenario",
            "our-edge.scenario.ps1",
            "--age",
            "20s",
            "--out",
            "out"
        );
        Assert.That(late.ExitCode, Is.EqualTo(1), late.Stdout + late.Stderr);

        var wrong = await RunAsync(ct, "scenario", "our-edge.scenario.ps1", "--age", "20");
        Assert.That(wrong.ExitCode, Is.EqualTo(2), wrong.Stdout);
        Assert.That(wrong.Stderr, Does.Contain("--age 20"));

        var outside = await RunAsync(ct, "scenario", "our-edge.scenario.ps1", "--no-lab");
        Assert.That(outside.ExitCode, Is.EqualTo(2), outside.Stdout);
        Assert.That(outside.Stderr, Does.Contain("only works in a lab"));
    }

    [TestCase("Bad Name", "A scenario is not called 'Bad Name'")]
    [TestCase("../up", "A scenario is not called '../up'")]
    public async Task A_name_that_is_none_is_refused(string name, string says, CancellationToken ct)
    {
        var ended = await RunAsync(ct, "scenario", "new", name);
        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Stdout);
        Assert.That(ended.Stderr, Does.Contain(says));
    }

    [TestCase(200, 0)]
    [TestCase(404, 1)]
    public async Task The_pages_example_looks_at_a_server(
        int status,
        int exit,
        CancellationToken ct
    )
    {
        const string Begin = "```powershell\n";
        var page = await File.ReadAllTextAsync(
            Path.Combine(Checkout.Root, "scenarios", "scripts", "README.md"),
            ct
        );
        var from = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        folder.Publish(
            "our-edge.scenario.ps1",
            page[from..page.IndexOf("```", from, StringComparison.Ordinal)]
        );
        using var server = new AnsweringServer(status);

        var ended = await RunAsync(
            ct,
            "scenario",
            "our-edge.scenario.ps1",
            "--no-lab",
            "--origin",
            server.Address,
            "--out",
            "out"
        );

        Assert.That(ended.ExitCode, Is.EqualTo(exit), ended.Stdout + ended.Stderr);
        Assert.That(server.Answered, Is.EqualTo(20));
    }

    private string Log() =>
        File.ReadAllText(
            Path.Combine(folder.File("out"), RunFolder.LatestName, "implementation-log.md")
        );

    // Where it is started counts: files are named from there.
    private async Task<Ended> RunAsync(CancellationToken ct, params string[] arguments)
    {
        await using var started = StartedProgram.Here([
            "/usr/bin/env",
            "-C",
            folder.Path,
            .. VerifyProgram.Line,
            .. arguments,
        ]);
        return await started.EndAsync(ct);
    }
}
