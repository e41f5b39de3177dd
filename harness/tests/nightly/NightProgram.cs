using System.CommandLine;
using Verify.Engine.Secrets;
using Verify.Reports;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Cli;
using Verify.Scenarios.Cli.Nightly;
using Verify.Tests.Ground;
using Verify.Tests.Lab;

namespace Verify.Tests.Nightly;

/// <summary>The program that nights of the tests start, and that starts itself for each job.</summary>
internal static class NightProgram
{
    public const string Night = "nightly";
    private const string Job = "scenario";

    public static IReadOnlyList<string> Line { get; } =
    [Environment.ProcessPath!, typeof(NightProgram).Assembly.Location];

    public static bool Knows(string verb) => verb is Night or Job;

    /// <summary>A night to its end, in a folder of its own, with a history beside it.</summary>
    public static async Task<Ended> RunAsync(
        TempFolder folder,
        string[] arguments,
        CancellationToken ct,
        params (string Name, string Value)[] environment
    )
    {
        await using var program = Started(
            [
                .. arguments,
                .. Given("--out", folder.Path),
                .. Given("--history", folder.File("kept/nights.jsonl")),
                // They have tests of their own.
                "--no-report",
            ],
            environment
        );
        return await program.EndAsync(ct);

        string[] Given(string option, string value) =>
            arguments.Contains(option) ? [] : [option, value];
    }

    public static StartedProgram Started(
        string[] arguments,
        params (string Name, string Value)[] environment
    ) =>
        StartedProgram.Here(
            [.. Line, Night, .. arguments],
            environment.ToDictionary(one => one.Name, one => one.Value)
        );

    public static int Run(string[] args) =>
        CommandLine.Run(
            [new NightlyVerb(() => NightScenario.All, Line), new OutsideScenarioVerb()],
            args
        );

    /// <summary>The real one's words, for a scenario that needs no lab.</summary>
    private sealed class OutsideScenarioVerb() : Verb(Job, "Runs a scenario of the tests.")
    {
        private readonly Argument<string> name = new("name");
        private readonly Option<string> profile = new("--profile");
        private readonly Option<string> folder = new("--out");
        private readonly Option<bool> noInstall = new("--no-install");

        protected override void Build(System.CommandLine.Command command)
        {
            command.Add(name);
            foreach (var option in new Option[] { profile, folder, noInstall })
                command.Add(option);
            command.SetAction(parsed =>
            {
                var scenario = NightScenario.Find(parsed.GetValue(name)!);
                var run = RunFolder.NewId(scenario.Name, TimeProvider.System.GetUtcNow());
                var request = new RunRequest(
                    run,
                    scenario.Name,
                    Path.Combine(parsed.GetValue(folder)!, run)
                )
                {
                    Environment = new Dictionary<string, string> { ["cores"] = "2" },
                };
                RunFolder.Create(request);
                using var record = new RecordWriter(
                    RunFolder.RecordOf(request.Folder),
                    [
                        new FileReports(request.Folder),
                        new PlainConsole(Console.Out, request.Folder),
                    ],
                    new SecretMask([]),
                    TimeProvider.System
                );
                return new Run(request, record, Interrupt.FromSignals())
                    .CarryOutAsync(scenario)
                    .GetAwaiter()
                    .GetResult()
                    .ExitCode;
            });
        }
    }
}
