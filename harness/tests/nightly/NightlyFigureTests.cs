using Verify.Scenarios.Nightly.Gate;
using Verify.Scenarios.Nightly.History;
using Verify.Tests.Ground;

namespace Verify.Tests.Nightly;

/// <summary>A night's figures beside those of earlier nights, from its words to its table.</summary>
[Waits, Parallelizable]
public sealed class NightlyFigureTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    private TempFolder folder = null!;
    private NightLine known = null!;

    // One night says what this machine's lines look like.
    [OneTimeSetUp]
    public async Task Night()
    {
        using var patience = new CancellationTokenSource(PatienceMilliseconds);
        folder = new();
        var history = folder.File("first/nights.jsonl");
        await NightProgram.RunAsync(
            folder,
            ["--only", "quiet/default", "--history", history],
            patience.Token
        );
        known = NightHistory.Look(history).Lines.Single();
    }

    [OneTimeTearDown]
    public void Remove() => folder.Dispose();

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task A_planted_regression_is_said_and_fails_the_night_only_with_gate(
        CancellationToken ct
    )
    {
        var nights = folder.File("regression/nights.jsonl");
        using (var kept = NightHistory.Open(nights))
            foreach (var value in new[] { 10.0, 10.1, 9.9, 10.05, 9.95, 10, 10.02 })
                kept.Append(Quiet(value));
        string[] words = ["--only", "quiet/default", "--history", nights];
        var before = await NightProgram.RunAsync(folder, words, ct);
        Assert.That(before.Stdout, Does.Contain("depth  10 m  as before: 10 m, noise"));
        Assert.That(before.ExitCode, Is.Zero, before.Stderr);

        var said = await NightProgram.RunAsync(
            folder,
            words,
            ct,
            (NightScenario.ValueVariable, "20")
        );
        Assert.That(
            said.Stdout,
            Does.Match("depth  20 m  worse: 10 -> 20 m, noise [0-9.]+ m over 8 nights")
        );
        Assert.That(said.Stdout, Does.Contain("PARTIALLY VERIFIED"));
        Assert.That(said.ExitCode, Is.Zero);

        var gated = await NightProgram.RunAsync(
            folder,
            [.. words, "--gate"],
            ct,
            (NightScenario.ValueVariable, "20")
        );
        Assert.That(gated.ExitCode, Is.EqualTo(Verdict.Fail.ExitCode()));
        Assert.That(gated.Stdout, Does.Contain("--gate: 1 headline figure is worse"));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Figures_of_another_machine_are_not_compared_and_it_says_why(
        CancellationToken ct
    )
    {
        var nights = folder.File("elsewhere/nights.jsonl");
        using (var kept = NightHistory.Open(nights))
            for (var night = 0; night < FigureGate.Most; night++)
                kept.Append(
                    Quiet(1) with
                    {
                        Machine = new Dictionary<string, string> { ["cpu"] = "an abacus" },
                    }
                );
        var said = await NightProgram.RunAsync(
            folder,
            ["--only", "quiet/default", "--history", nights, "--gate"],
            ct
        );
        Assert.That(
            said.Stdout,
            Does.Contain("not compared: the machine is another one: ").And.Contain("an abacus -> ")
        );
        Assert.That(said.ExitCode, Is.Zero, said.Stderr);
    }

    private NightLine Quiet(double value) =>
        known with
        {
            Figures = [known.Figures[0] with { Value = value }],
        };
}
