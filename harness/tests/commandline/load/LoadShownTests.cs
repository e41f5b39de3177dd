using System.Text.Json;
using Verify.Tests.Ground;
using Verify.Tests.Lab;
using Verify.Tests.Servers;
using static Verify.Tests.Commandline.Load.LoadProgram;

namespace Verify.Tests.Commandline.Load;

/// <summary>What is shown of a load: live, so far, for machines.</summary>
[Parallelizable]
public sealed class LoadShownTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Ctrl_C_ends_it_with_what_was_seen_so_far(CancellationToken ct)
    {
        await using var server = new LiveServer();
        await using var program = StartedProgram.Here([
            .. VerifyProgram.Line,
            .. Line(server, "--duration", "50s"),
        ]);
        await program.UntilAsync(() => server.Requests > 30, "they watch", ct);

        await program.SignalAsync("INT", ct);
        var ended = await program.EndAsync(ct);

        Says(ended, 130, "5 started, 5 joined", "interrupted after", "of 50.0 s: no verdict");
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task On_a_terminal_it_is_drawn_in_place_and_leaves_the_cursor_as_it_was(
        CancellationToken ct
    )
    {
        await using var server = new LiveServer();
        await using var program = StartedProgram.Here(
            [
                "script",
                "--quiet",
                "--return",
                "--command",
                string.Join(
                    ' ',
                    VerifyProgram
                        .Line.Concat(Line(server, "--duration", "2s"))
                        .Select(word => $"'{word}'")
                ),
                "/dev/null",
            ],
            new Dictionary<string, string> { ["TERM"] = "xterm", ["NO_COLOR"] = "1" }
        );

        var ended = await program.EndAsync(ct);

        Assert.That(ended.ExitCode, Is.Zero, ended.Stdout);
        Assert.That(ended.Stdout, Does.Match(@"\x1b\[\d+A"), "drawn over in place");
        Assert.That(ended.Stdout, Does.Not.Match(@"\x1b\[[0-9;]*m"), "NO_COLOR");
        var (hidden, shown) = (
            ended.Stdout.LastIndexOf("\u001b[?25l", StringComparison.Ordinal),
            ended.Stdout.LastIndexOf("\u001b[?25h", StringComparison.Ordinal)
        );
        Assert.That(hidden, Is.GreaterThan(0));
        Assert.That(shown, Is.GreaterThan(hidden), "the cursor is back");
        Assert.That(ended.Stdout[shown..], Does.Contain("joined==100%").And.Contain("pass"));
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Json_is_one_document_with_units_in_its_names(CancellationToken ct)
    {
        await using var server = new LiveServer();

        var ended = await TellingAsync(server, ct, "--duration", "3s", "--json");

        using var document = JsonDocument.Parse(ended.Stdout);
        var root = document.RootElement;
        Assert.That(root.GetProperty("exitCode").GetInt32(), Is.EqualTo(ended.ExitCode));
        Assert.That(root.GetProperty("verdict").GetString(), Is.EqualTo("pass"), ended.Stdout);
        Assert.That(root.GetProperty("viewers").GetProperty("joined").GetInt32(), Is.EqualTo(5));
        Assert.That(
            root.GetProperty("latencies").GetProperty("segment").GetProperty("p99Ms").GetDouble(),
            Is.GreaterThan(0)
        );
        Assert.That(
            root.GetProperty("traffic").GetProperty("requests").GetInt64(),
            Is.EqualTo(server.Requests - 1)
                .Within(root.GetProperty("traffic").GetProperty("unanswered").GetInt64())
        );
    }

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Metrics_are_listed(CancellationToken ct) =>
        Says(
            await VerifyProgram.RunAsync(["load", "--metrics"], ct),
            0,
            "segment.raw.*",
            "a count, or % of requests",
            "p99.9"
        );
}
