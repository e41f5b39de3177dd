using System.CommandLine;
using Verify.Engine.Labs;
using Verify.Fixtures.Packages;
using Verify.Reports.ConsoleOutput;

namespace Verify.Scenarios.Cli;

/// <summary>What is installed, what is missing, what it is needed for and how to get it.</summary>
internal sealed class DoctorVerb()
    : Verb("doctor", "Show what is installed, what is missing, and how to get it.")
{
    private const int MissingExit = 3;
    private const string Ok = "ok";
    private const string Missing = "missing";

    private readonly Argument<string?> name = new("scenario")
    {
        Description = "Check only what this scenario needs. ./run.ps1 list shows the names.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(name);
        command.SetAction(
            (parsed, ct) =>
                RunAsync(
                    parsed.GetValue(name) is { } scenario ? ScenarioCatalogue.Find(scenario) : null,
                    ct
                )
        );
    }

    /// <param name="scenario">All of it is needed; null for what most runs need.</param>
    private static async Task<int> RunAsync(Scenario? scenario, CancellationToken ct)
    {
        var (well, table) = (true, new TextTable("", "", ""));
        Service[] needed =
        [
            .. scenario?.Services ?? ScenarioCatalogue.All.SelectMany(one => one.Services),
        ];
        Service[] wanted = scenario is null
            ? [.. ScenarioCatalogue.All.SelectMany(one => one.Wanted), new NpmService()]
            : [];
        foreach (var program in needed.SelectMany(one => one.Programs).Distinct())
            well &= await CheckAsync(
                table,
                program,
                isNeeded: scenario is not null || !program.Optional,
                ct
            );
        foreach (var program in wanted.SelectMany(one => one.Programs).Distinct())
            await CheckAsync(table, program, isNeeded: false, ct);
        foreach (var service in needed.DistinctBy(one => one.GetType()))
            if (await service.FaultAsync(ct) is { } fault)
                well = Lacks(table, "build", fault);
        foreach (var folder in scenario?.Services.SelectMany(one => one.PackageFolders) ?? [])
            well &= await CheckAsync(
                table,
                "packages",
                $"those of {folder}/package-lock.json",
                async () =>
                    await NpmPackages.EnsureAsync(folder, install: false, TextWriter.Null, ct)
            );
        well &= await CheckAsync(
            table,
            "lab",
            "namespaces for processes, mounts and the network",
            async () => _ = await LabEntry.FindAsync(ct)
        );
        Console.Write(table);
        return well ? 0 : MissingExit;
    }

    private static async Task<bool> CheckAsync(
        TextTable table,
        string what,
        string neededFor,
        Func<Task> check
    )
    {
        try
        {
            await check();
            table.Add(Ok, what, neededFor);
            return true;
        }
        catch (CannotRun reason)
        {
            return Lacks(table, what, reason.Message);
        }
    }

    private static async Task<bool> CheckAsync(
        TextTable table,
        Prerequisite one,
        bool isNeeded,
        CancellationToken ct
    )
    {
        if (one.Find() is { } found)
        {
            table.Add(Ok, one.Program, $"{found}  {await one.VersionAsync(ct)}");
            return true;
        }
        table.Add(
            Missing,
            one.Program,
            $"{(isNeeded ? "needed" : "wanted")} for {one.NeededFor}; as root: apt-get install {one.Package}"
        );
        return !isNeeded;
    }

    private static bool Lacks(TextTable table, string what, string why)
    {
        var said = why.ReplaceLineEndings("\n").Split('\n');
        table.Add(Missing, what, said[0]);
        table.Remark(said.Skip(1));
        return false;
    }
}
