using System.CommandLine;
using System.Text;
using Verify.Engine;
using Verify.Fixtures;
using Verify.Reports;

namespace Verify.Scenarios;

/// <summary>All scenarios over their profiles, and their drills; what they came to, beside the last nights.</summary>
/// <param name="all">Gives the scenarios there are.</param>
/// <param name="program">What is typed to start this program, without its arguments.</param>
internal sealed class NightlyVerb(Func<IEnumerable<Scenario>> all, IReadOnlyList<string> program)
    : Verb(
        "nightly",
        "Run all scenarios over the profiles, and the drills; compare with the last nights."
    )
{
    private readonly NightlyOptions options = new();
    private readonly Option<bool> plan = new("--plan")
    {
        Description = "Print jobs, order, expected times and lanes; run nothing.",
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
                Console.Write(NightPlan.Text(asked, NightHistory.Look(asked.History)));
                return 0;
            }
            using var history = NightHistory.Open(asked.History);
            // Once and for all: jobs beside each other would wait for each other's installation.
            string[] programs =
            [
                .. scenarios
                    .Where(scenario => asked.Jobs.Any(job => job.Scenario == scenario.Name))
                    .SelectMany(scenario => scenario.Programs)
                    .Distinct(),
            ];
            Prerequisites
                .EnsureAsync(programs, !parsed.GetValue(noInstall), Console.Error, default)
                .GetAwaiter()
                .GetResult();
            return Run(asked, history);
        });
    }

    private int Run(NightAsked asked, NightHistory history)
    {
        var facts = World.FactsAsync([], null, default).GetAwaiter().GetResult();
        Night night;
        using (var display = Display(asked.Json))
            night = new NightRun(
                asked,
                program,
                history,
                facts["verify"],
                display,
                Interrupt.FromSignals()
            ).ToEnd();
        night = Drawn(night, asked.History);
        var notes = Publish(night);
        night = night with { Notes = [.. night.Notes, .. notes] };
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

    private static Night Drawn(Night night, string history)
    {
        try
        {
            var plots = HistoryPages.Draw(
                night.Folder,
                night.Jobs.Select(job => job.Name),
                NightHistory.Look(history).Lines
            );
            return night with
            {
                Jobs =
                [
                    .. night.Jobs.Select(job =>
                        job with
                        {
                            Plot = plots.GetValueOrDefault(job.Name),
                        }
                    ),
                ],
            };
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return night with
            {
                Notes = [.. night.Notes, $"the history could not be drawn: {refused.Message}"],
            };
        }
    }

    // Pages are made of what is known; one that cannot be written changes nothing of that, and is said.
    private static List<string> Publish(Night night)
    {
        var (notes, summary) = (new List<string>(), NightSummary.Render(night));
        Try(() =>
            File.WriteAllText(
                Path.Combine(night.Folder, NightSummary.FileName),
                summary,
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
            )
        );
        if (Environment.GetEnvironmentVariable(StepSummary.Variable) is { Length: > 0 } page)
            Try(() => StepSummary.Append(page, summary));
        return notes;

        void Try(Action write)
        {
            try
            {
                write();
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                notes.Add($"a summary could not be written: {refused.Message}");
            }
        }
    }
}
