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
        // Tests that wait run beside each other, but not beside those that keep the processors busy: on busy processors what
        // they measure is inconclusive.
        var busy = Test(tests, "busy", results, Both(filter, "TestCategory!=Waits"));
        var waiting = Test(
            tests,
            "waiting",
            results,
            Both(filter, "TestCategory=Waits"),
            "NUnit.NumberOfTestWorkers=5"
        );
        var (disturbed, left) = Alone(tests, results, waiting);
        worst = Math.Max(
            Math.Max(busy, left),
            Test(Path.Combine(Checkout.Root, "scenarios"), "scenarios", results, filter)
        );
        // What ran twice counts as it ended alone.
        var alone = OutcomesOf(results, "alone").ToArray();
        var twice = alone.Select(one => one.Name).ToHashSet();
        var ran = OutcomesOf(results, "waiting")
            .Where(one => !twice.Contains(one.Name))
            .Concat(alone)
            .Concat(OutcomesOf(results, "busy"))
            .Concat(OutcomesOf(results, "scenarios"))
            .ToArray();
        var (passed, failed) = (
            ran.Count(one => one.Word == "Passed"),
            ran.Count(one => one.Word == "Failed")
        );
        var untold = ran.Count(one => one.Word is not "Passed" and not "Failed");
        Console.WriteLine("\nThe ten slowest:");
        foreach (var one in ran.OrderByDescending(one => one.Took).Take(10))
            Console.WriteLine($"{one.Took.TotalSeconds, 8:0.0} s  {one.Name}");
        foreach (var one in disturbed)
            Console.WriteLine($"\nRun again alone: {one.Name}\nBeside others: {one.Message}");
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

    // What failed beside others is measured once more with the machine to itself, and that counts: a test that fails alone is
    // wrong, one that fails only beside others says so in the record.
    private static (TestOutcome[] Disturbed, int Exit) Alone(string tests, string results, int exit)
    {
        var failed = OutcomesOf(results, "waiting").Where(one => one.Word == "Failed").ToArray();
        // More than a few are no disturbance.
        if (failed.Length is 0 or > 4)
            return ([], exit);
        var again = string.Join(
            '|',
            failed.Select(one => $"FullyQualifiedName~{one.Class}.{one.Test.Split('(')[0]}")
        );
        return (failed, Test(tests, "alone", results, again, "NUnit.NumberOfTestWorkers=0"));
    }

    private static IEnumerable<TestOutcome> OutcomesOf(string results, string name) =>
        Path.Combine(results, $"{name}.trx") is var told && File.Exists(told)
            ? TestOutcome.Of(told)
            : [];

    private static string? Both(string? one, string? other) =>
        one is null ? other
        : other is null ? one
        : $"({one})&({other})";

    private static int Test(
        string project,
        string name,
        string results,
        string? filter,
        string? setting = null
    ) =>
        Dotnet([
            "test",
            project,
            "--no-build",
            "--nologo",
            "--logger",
            $"trx;LogFileName={name}.trx",
            "--logger",
            "console;verbosity=normal",
            "--results-directory",
            results,
            .. filter is null ? Array.Empty<string>() : ["--filter", filter],
            .. setting is null ? Array.Empty<string>() : ["--", setting],
        ]);

    private static int Dotnet(string[] arguments)
    {
        using var dotnet = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, arguments)
        )!;
        dotnet.WaitForExit();
        return dotnet.ExitCode;
    }
}
