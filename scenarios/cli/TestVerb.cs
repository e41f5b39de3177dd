using System.CommandLine;
using System.Diagnostics;
using Verify.Engine.Trust;
using Verify.Fixtures.Packages;
using Verify.Fixtures.Postgres;
using Verify.Fixtures.Redis;
using Verify.Fixtures.S3;
using Verify.Scenarios.Bench;

namespace Verify.Scenarios.Cli;

/// <summary>Runs the project's own tests and the scenarios as tests, and counts them.</summary>
internal sealed class TestVerb()
    : Verb("test", "The project's own tests, and the scenarios as tests.")
{
    private readonly Option<string?> filter = new("--filter")
    {
        Description = "Only tests that match, as 'dotnet test --filter' takes it.",
    };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(filter);
        command.SetAction(parsed =>
        {
            Installation
                .EnsureAsync(
                    [
                        .. ScenarioCatalogue.All.SelectMany(one => one.Services.Concat(one.Wanted)),
                        .. SwarmBench.Services,
                        new NpmService(),
                        new OtherShellService(),
                        new PostgresService(),
                        new RedisService(),
                        new S3Service(),
                    ],
                    install: true,
                    Console.Error,
                    default
                )
                .GetAwaiter()
                .GetResult();
            return Run(parsed.GetValue(filter));
        });
    }

    private static int Run(string? filter)
    {
        var results = Path.Combine(Checkout.Out, "tests");
        TrustedFolder.OpenOrMake(Checkout.Out).Dispose();
        if (Directory.Exists(results))
            Directory.Delete(results, recursive: true);
        var tests = Path.Combine(Checkout.Root, "harness", "tests");
        // This very program is among what the tests refer to: it has just been built and must not be built over.
        var worst = Dotnet([
            "build",
            tests,
            "--disable-build-servers",
            "--verbosity",
            "quiet",
            "-p:BuildProjectReferences=false",
        ]);
        if (worst != 0)
            return worst;
        // Tests that wait run beside each other, more of them than there are processors, but not beside those that keep the
        // processors busy: on busy processors what they measure is inconclusive.
        // As many as the processors that they may use can carry: five wait on two, and two on one (taskset).
        var processors = Environment.ProcessorCount;
        var parts = new TestPart[]
        {
            new(tests, "busy", ["!Waits", "!Measures"], processors + 2),
            new(tests, "waiting", ["Waits"], (3 * processors) - 1),
            new(tests, "measuring", ["Measures"], processors),
            new(Path.Combine(Checkout.Root, "scenarios"), "scenarios", [], Workers: null),
        };
        foreach (var part in parts)
            worst = Math.Max(worst, Dotnet(part.Line(results, filter)));
        var ran = Directory.GetFiles(results, "*.trx").SelectMany(TestOutcome.Of).ToArray();
        var (passed, failed) = (
            ran.Count(one => one.Word == "Passed"),
            ran.Count(one => one.Word == "Failed")
        );
        var untold = ran.Count(one => one.Word is not "Passed" and not "Failed");
        Console.WriteLine("\nThe ten slowest:");
        foreach (var one in ran.OrderByDescending(one => one.Took).Take(10))
            Console.WriteLine($"{one.Took.TotalSeconds, 8:0.0} s  {one.Name}");
        // Last, where a reader of a long record looks first.
        foreach (var one in ran.Where(one => one.Word != "Passed"))
            Console.WriteLine($"\n{one.Word}: {one.Name}\n{one.Message}");
        Console.WriteLine(
            $"{passed} passed, {failed} failed{(untold > 0 ? $", {untold} skipped" : "")}"
        );
        // Skipped, blocked and inconclusive never add up to a pass.
        return worst != 0 ? worst
            : untold > 0 || passed == 0 ? Verdict.Inconclusive.ExitCode()
            : 0;
    }

    private static int Dotnet(string[] arguments)
    {
        using var dotnet = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, arguments)
        )!;
        dotnet.WaitForExit();
        return dotnet.ExitCode;
    }
}
