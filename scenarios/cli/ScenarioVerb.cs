using System.CommandLine;
using Verify.Engine;
using Verify.Fixtures;

namespace Verify.Scenarios;

/// <summary>Carries a scenario out.</summary>
internal sealed class ScenarioVerb()
    : Verb("scenario", "Carry out a scenario on real parts, and write its log.")
{
    private readonly Argument<string> name = new("name")
    {
        Description = "The scenario: see ./run.ps1 list.",
    };
    private readonly ScenarioOptions options = new();
    private readonly Option<bool> plan = new("--plan")
    {
        Description = "Print phases, steps, changes and undos; touch nothing.",
    };
    private readonly Option<string?> folder = new("--out")
    {
        Description = "Where the run's folder is made (default reports/out).",
    };
    private readonly Option<bool> noInstall = new("--no-install")
    {
        Description = "Never install a missing package.",
    };
    private readonly Option<bool> noLab = new("--no-lab")
    {
        Description = "Work on this machine itself, as root; what changes is journalled.",
    };
    private readonly Option<bool> keep = new("--keep")
    {
        Description = "Leave the lab standing before the rollback, until Ctrl-C.",
    };
    private readonly Option<bool> json = new("--json")
    {
        Description = "A summary for machines on stdout; progress goes to stderr.",
    };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(name);
        options.AddTo(command);
        foreach (var option in new Option[] { plan, folder, noInstall, noLab, keep, json })
            command.Add(option);
        command.SetAction(parsed =>
        {
            var scenario = ScenarioCatalogue.Find(parsed.GetValue(name)!);
            var request = Request(parsed, scenario.Name);
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

    private RunRequest Request(ParseResult parsed, string scenario)
    {
        var run = RunFolder.NewId(scenario, TimeProvider.System.GetUtcNow());
        var parent = Parent(parsed.GetValue(folder));
        var request = options.In(new(run, scenario, Path.Combine(parent, run)), parsed);
        return request with
        {
            Json = parsed.GetValue(json),
            Keep = parsed.GetValue(keep),
            // What only looks needs the network that it looks into, and makes nothing that a lab would have to contain;
            // what is applied to a tree is meant to be outside.
            NoLab = parsed.GetValue(noLab) || IsOutside(request.Parameters),
        };
    }

    private static bool IsOutside(IReadOnlyDictionary<string, string> parameters) =>
        parameters.ContainsKey(SubjectKeys.Target) || parameters.ContainsKey(SubjectKeys.ApplyTo);

    /// <summary>The folder that runs' folders are made in.</summary>
    /// <param name="given">With --out; null for the usual one.</param>
    public static string Parent(string? given)
    {
        if (given?.Trim() is "")
            throw new UsageError(
                "--out is empty; a folder is wanted, and is made if it is not there."
            );
        var parent = given is null ? Checkout.Out : Path.GetFullPath(given);
        return File.Exists(parent)
            ? throw new UsageError(
                $"--out {parent} is a file; a folder is wanted, and is made if it is not there."
            )
            : parent;
    }

    // Waits on this very thread: the lab ends when the thread that started it does.
    private static int Start(Scenario scenario, RunRequest request, bool noInstall)
    {
        Prerequisites
            .EnsureAsync(scenario.Programs, !noInstall, Console.Error, default)
            .GetAwaiter()
            .GetResult();
        NpmPackages
            .WantAsync(scenario.PackageFolders, !noInstall, Console.Error, default)
            .GetAwaiter()
            .GetResult();
        if (request.NoLab && !IsOutside(request.Parameters))
            HostChecks.MustBeFree(ProfileChoice.Of(request));
        var lab = request.NoLab
            ? (LabKind?)null
            : LabEntry.FindAsync(default).GetAwaiter().GetResult();
        request = request with
        {
            Environment = World
                .FactsAsync(scenario.Programs, lab, default)
                .GetAwaiter()
                .GetResult(),
        };
        var mask = SecretMask.OfThisProgram();
        RunFolder.Create(request, mask);
        scenario.Pack();
        if (request.NoLab && (request.Tree is not null || !IsOutside(request.Parameters)))
            Runs.Remember(request.Folder);
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
