using System.CommandLine;
using Verify.Engine.Labs;
using Verify.Fixtures.Packages;
using Verify.Reports.ConsoleOutput;
using Verify.Reports.Nightly;
using Verify.Scenarios.Nightly;
using Verify.Scenarios.Nightly.History;
using Verify.Scenarios.Nightly.Pages;

namespace Verify.Scenarios.Cli.Nightly;

/// <summary>All scenarios over their profiles, and their drills; what they came to, beside the last nights.</summary>
/// <param name="all">Gives the scenarios there are.</param>
/// <param name="program">What is typed to start this program, without its arguments.</param>
internal sealed class NightlyVerb(Func<IEnumerable<Scenario>> all, IReadOnlyList<string> program)
    : Verb(
        "nightly",
        "Run all scenarios with all profiles, and the drills; compare with earlier nights."
    )
{
    private readonly NightlyOptions options = new();
    private readonly Option<bool> plan = new("--plan")
    {
        Description = "Print the jobs with their order, expected times and lanes; run nothing.",
    };
    private readonly Option<bool> noInstall = new("--no-install")
    {
        Description = "Never install a missing package.",
    };

    protected override void Build(System.CommandLine.Command command)
    {
        options.AddTo(command);
        command.Add(plan);
        command.Add(noInstall);
        command.SetAction(parsed =>
        {
            Scenario[] scenarios = [.. all()];
            var asked = options.Read(parsed, scenarios);
            if (parsed.GetValue(plan))
            {
                var known = NightHistory.Look(asked.History);
                Console.Write(
                    asked.Json ? NightPlan.Json(asked, known) + "\n" : NightPlan.Text(asked, known)
                );
                return 0;
            }
            using var history = NightHistory.Open(asked.History);
            // Once and for all: jobs beside each other would wait for each other's installation.
            Scenario[] run =
            [
                .. scenarios.Where(scenario =>
                    asked.Jobs.Any(job => job.Scenario == scenario.Name)
                ),
            ];
            var install = !parsed.GetValue(noInstall);
            Installation
                .EnsureAsync(
                    [.. run.SelectMany(scenario => scenario.Services)],
                    install,
                    Console.Error,
                    default
                )
                .GetAwaiter()
                .GetResult();
            var fitting = HostFit
                .OfAsync(asked, run, asked.Json ? Console.Error : Console.Out, default)
                .GetAwaiter()
                .GetResult();
            return Run(fitting, history, install);
        });
    }

    private int Run(NightAsked asked, NightHistory history, bool install)
    {
        var facts = HostFacts.FactsAsync([], null, default).GetAwaiter().GetResult();
        Night night;
        var interrupted = Interrupt.FromSignals();
        using (var display = Display(asked.Json))
            night = new NightRun(
                asked,
                program,
                history,
                facts["verify"],
                display,
                interrupted
            ).ToEnd();
        night = NightEnd.Of(
            night,
            asked,
            install,
            interrupted.IsCancellationRequested,
            Interrupt.FromSignals()
        );
        if (asked.Json)
            Console.WriteLine(NightJson.Render(night));
        else
            NightConsole.Write(night, Console.Out, Terminal.OnStandardOutput());
        return night.ExitCode;
    }

    // With --json, standard output belongs to the one document.
    private static INightDisplay Display(bool json) =>
        (json ? Terminal.OnStandardError() : Terminal.OnStandardOutput()) is { } terminal
            ? new LiveNightDisplay(terminal)
            : new PlainNightDisplay(json ? Console.Error : Console.Out);
}
