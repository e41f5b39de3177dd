using Verify.Scenarios.Cli.Scripts;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Scripts;

/// <summary>What a script cannot hold is said before anything runs: the line, what is wrong, and the cure.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PlanErrorsTests
{
    private const string Path = "/s.ps1";

    // In the body of a step, on line 4.
    private static readonly (string Body, string Says)[] bodies =
    [
        ("exit 0", "exit would end the run"),
        ("nginx -t", "nginx is a program"),
        ("Start-Job { 1 }", "starts a job"),
        ("Get-Date &", "& at the end starts a job"),
        ("1..3 | ForEach-Object -Parallel { 1 }", "-Parallel starts threads"),
        ("Read-Host", "waits for somebody to type"),
        ("Invoke-Expression '1'", "runs text that no plan shows"),
        ("[Threading.Thread]::Sleep(1)", "[Threading.Thread] starts what"),
        ("[Environment]::Exit(0)", "[Environment] can end the run"),
        ("function Expect { 1 }", "Expect is one of Verify's own words"),
        ("$ErrorActionPreference = 'Continue'", "errors stop a step, always"),
        ("$State = 1", "$State itself stays"),
        ("$Origin = 'x'", "$Origin is an option of the script"),
        ("$Orign", "Did you mean 'Origin'?"),
        ("$outer", "is assigned outside of the steps' blocks only"),
        ("$global:seen", "steps share nothing but $State"),
        ("Expect 'x' 1 -Equl 1", "Expect has no -Equl"),
        ("Expct 'x' 1 -Equal 1", "Did you mean 'Expect'?"),
        ("Expect 'x' 1 -Equal 1 -Proves nothing", "there is no such outcome"),
        ("Wait-Until 'x' { $true } -Patience 20", "-Patience"),
        ("Phase 2 'x' { }", "Phase stands in the block of Scenario"),
    ];

    // The whole of a script, and the line that is complained of.
    private static readonly (string Text, int Line, string Says)[] wholes =
    [
        ("", 1, "there is no Scenario in the file"),
        ("Scenario 's' 'S' {", 1, "Missing closing '}'"),
        ("param($x)\nScenario 's' 'S' { }", 1, "no param block"),
        ("Scenario 's' 'S' { }", 1, "has no Phase"),
        ("Scenario 'S s' 'S' { }", 1, "a scenario is not called 'S s'"),
        (Around("1") + "\nScenario 't' 'T' { }", 8, "one Scenario"),
        ("Scenario 's' 'S' {\nPhase 1 'P' { }\n}", 2, "phase 1 has no step"),
        ("Scenario 's' 'S' {\nStep 1.1 's' { 1 }\n}", 2, "Step stands in the block of a Phase"),
        (Phases("Phase 1 'P' { Step 1.1 's' { 1 } }"), 3, "there are two phases 1"),
        (Phases("Phase 2 'P' { Step 1.1 's' { 1 } }"), 3, "step 1.1 stands in phase 2"),
        (Phases("Phase 2 'P' -Needs 7 { Step 2.1 's' { 1 } }"), 3, "-Needs 7: no earlier phase"),
        (Phases("Phase 2 'P' { Undo 2.1 's' -From 9 }"), 3, "-From 9: no phase up to here"),
        (Phases("Phase 2 'P' { Step 2.1 's' -Limit 20 { 1 } }"), 3, "-Limit"),
        (Phases("Phase 2 'P' { Change 2.1 's' -Do { 1 } }"), 3, "Undo"),
        (Phases("Option Origin urii -Help 'x'"), 3, "Did you mean 'uri'?"),
        (Phases("Option Out text -Help 'x'"), 3, "--out is taken already"),
        (Phases("Option Age duration -Default 20 -Help 'x'"), 3, "20"),
        (Phases("Get-Date"), 3, "would never run here"),
        (Phases("$x = 1"), 3, "would never run here"),
    ];

    private static IEnumerable<TestCaseData> Cases =>
        bodies
            .Select(one => (Text: Around(one.Body), Line: 4, one.Says))
            .Concat(wholes)
            .Select(
                (one, at) =>
                    new TestCaseData(one.Text, one.Line, one.Says).SetArgDisplayNames(
                        $"{at}: {one.Says}"
                    )
            );

    [TestCaseSource(nameof(Cases))]
    public void Each_has_its_line_and_its_cure(string text, int line, string says)
    {
        var error = Assert.Throws<UsageError>(() => ScriptProject.Read(Path, text));
        Assert.That(
            error!.Message.Split('\n'),
            Has.Some.StartsWith($"{Path}:{line}:").And.Some.Contains(says),
            error.Message
        );
    }

    [Test]
    public void One_that_is_right_has_its_plan()
    {
        var phases = ScriptProject.Read(Path, Around("Expect 'x' $Origin -Equal 'a'")).Declare();
        Assert.That(phases.Select(phase => phase.Id), Is.EqualTo(new[] { "1" }));
    }

    [Test, CancelAfter(Hang.Milliseconds)]
    public async Task All_are_said_at_once_and_the_program_ends_with_2(CancellationToken ct)
    {
        using var folder = new TempFolder();
        folder.Publish("bad.ps1", Around("exit 0; nginx -t"));

        var ended = await VerifyProgram.RunAsync(["scenario", folder.File("bad.ps1")], ct);

        Assert.That(ended.ExitCode, Is.EqualTo(2), ended.Stdout);
        Assert.That(
            ended.Stderr,
            Does.Contain("bad.ps1:4:")
                .And.Contain("exit would end the run")
                .And.Contain("nginx is a program")
        );
    }

    private static string Around(string body) =>
        $"Scenario 's' 'S' {{\nOption Origin text -Default 'a' -Help 'x'\nPhase 1 'P' {{ Step 1.1 's' {{\n{body}\n}} }}\n{(body == "$outer" ? "$outer = 1" : "")}\n}}";

    private static string Phases(string line) =>
        $"Scenario 's' 'S' {{\nPhase 1 'P' {{ Step 1.1 's' {{ 1 }} }}\n{line}\n}}";
}
