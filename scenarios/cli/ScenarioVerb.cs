using System.CommandLine;
using Verify.Engine.Labs;
using Verify.Engine.Recoveries;
using Verify.Engine.Secrets;
using Verify.Fixtures.Packages;
using Verify.Scenarios.Cli.Scripts;

namespace Verify.Scenarios.Cli;

/// <summary>Carries a scenario out.</summary>
internal sealed class ScenarioVerb()
    : Verb("scenario", "Run a scenario on real services and write its log.")
{
    private readonly Option<bool> plan = new("--plan")
    {
        Description = "Print phases, steps, changes and undos without running anything.",
    };
    private readonly Option<string?> folder = new("--out")
    {
        Description = "Where to create the run's folder (default reports/out).",
    };
    private readonly Option<bool> noInstall = new("--no-install")
    {
        Description = "Never install a missing package.",
    };
    private readonly Option<bool> noLab = new("--no-lab")
    {
        Description =
            "Work directly on this machine, as root; every change is recorded in a journal.",
    };
    private readonly Option<bool> keep = new("--keep")
    {
        Description = "Pause before the rollback and keep the lab until Ctrl-C.",
    };
    private readonly Option<bool> json = new("--json")
    {
        Description = "Print a JSON summary on stdout; progress goes to stderr.",
    };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Subcommands.Add(NewScript.Command());
        var named = new NamedScenario(command, WordsAfter);
        foreach (var option in new Option[] { plan, folder, noInstall, noLab, keep, json })
            command.Add(option);
        command.SetAction(parsed =>
        {
            var scenario = named.Find(parsed);
            var request = named.In(Request(parsed, scenario), scenario, parsed);
            // Before the tree is read: what another run has left in it is nobody's baseline.
            using var turn =
                request.Tree is { } tree && !parsed.GetValue(plan) ? TreeTurn.Take(tree) : null;
            // Bad input is said here, before anything is installed, entered or written.
            scenario.Configure(request);
            request = request with { Places = scenario.Places };
            PhaseSelection.Resolve(scenario.Declare(), request.Phases, scenario.LeftOut);
            return parsed.GetValue(plan)
                ? PlanVerb.Print(scenario, request)
                : Start(scenario, request, parsed.GetValue(noInstall));
        });
    }

    private RunRequest Request(ParseResult parsed, Scenario scenario)
    {
        if (parsed.GetValue(noLab) && !scenario.MayLeaveLab)
            throw new UsageError(
                $"--no-lab: {scenario.Name} only works in a lab. Leave it out; a lab needs no rights."
            );
        var run = RunFolder.NewId(scenario.Name, TimeProvider.System.GetUtcNow());
        return new(run, scenario.Name, Path.Combine(Parent(parsed.GetValue(folder)), run))
        {
            Json = parsed.GetValue(json),
            Keep = parsed.GetValue(keep),
            NoLab = parsed.GetValue(noLab),
        };
    }

    /// <summary>The folder that runs' folders are made in.</summary>
    /// <param name="given">With --out; null for the usual one.</param>
    public static string Parent(string? given)
    {
        if (given?.Trim() is "")
            throw new UsageError(
                "--out is empty. Give a folder; it is created if it does not exist."
            );
        var parent = given is null ? Checkout.Out : Path.GetFullPath(given);
        return File.Exists(parent)
            ? throw new UsageError(
                $"--out {parent} is a file. Give a folder; it is created if it does not exist."
            )
            : parent;
    }

    private static void MustBeFinished()
    {
        if (Unfinished.In(Checkout.Out) is [var folder, ..])
            throw new CannotRun(
                $"The run {Path.GetFileName(folder)} was interrupted and left something changed. First: ./run.ps1 rollback {folder}"
            );
    }

    // Waits on this very thread: the lab ends when the thread that started it does.
    private static int Start(Scenario scenario, RunRequest request, bool noInstall)
    {
        Installation
            .EnsureAsync(scenario.Services, !noInstall, Console.Error, default)
            .GetAwaiter()
            .GetResult();
        if (request.NoLab)
        {
            // A tree that one of them still changes is looked at by itself, when the change begins.
            if (!scenario.OnlyLooks && request.Tree is null)
                MustBeFinished();
            scenario.CheckHost(request);
        }
        var lab = request.NoLab
            ? (LabKind?)null
            : LabEntry.FindAsync(default).GetAwaiter().GetResult();
        request = request with
        {
            Environment = HostFacts
                .FactsAsync(scenario.Services, lab, default)
                .GetAwaiter()
                .GetResult(),
        };
        var mask = SecretMask.OfThisProgram();
        RunFolder.Create(request, mask);
        scenario.Pack();
        if (request.NoLab && !scenario.OnlyLooks)
            NamedRuns.Remember(request.Folder);
        try
        {
            return lab is { } kind
                ? LabEntry.Run(kind, [InsideVerb.Word, request.Folder], new(request, mask.Secrets))
                : InsideVerb.Run(request, scenario, mask, Interrupt.FromSignals());
        }
        catch (LabKilled killed)
        {
            return KilledRun.Conclude(request, mask, killed);
        }
        finally
        {
            RunFolder.DropGiven(request.Folder);
        }
    }
}
