using System.CommandLine;
using Verify.Engine;
using Verify.Fixtures;

namespace Verify.Scenarios;

/// <summary>What is installed, what is missing, what it is needed for and how to get it.</summary>
internal sealed class DoctorVerb()
    : Verb("doctor", "What is installed, what is missing, and how to get it.")
{
    private const int MissingExit = 3;

    private readonly Argument<string?> name = new("scenario")
    {
        Description = "Check what this scenario needs, and nothing else: see ./run.ps1 list.",
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
        var well = true;
        Service[] needed =
        [
            .. scenario?.Services ?? ScenarioCatalogue.All.SelectMany(one => one.Services),
        ];
        Service[] wanted = scenario is null
            ? [.. ScenarioCatalogue.All.SelectMany(one => one.Wanted), new NpmService()]
            : [];
        foreach (var program in needed.SelectMany(one => one.Programs).Distinct())
            well &= await CheckAsync(
                program,
                isNeeded: scenario is not null || !program.Optional,
                ct
            );
        foreach (var program in wanted.SelectMany(one => one.Programs).Distinct())
            await CheckAsync(program, isNeeded: false, ct);
        foreach (var service in needed.DistinctBy(one => one.GetType()))
            if (await service.FaultAsync(ct) is { } fault)
                well = Missing("build", fault);
        foreach (var folder in scenario?.Services.SelectMany(one => one.PackageFolders) ?? [])
            well &= await CheckAsync(
                "packages",
                $"those of {folder}/package-lock.json",
                async () =>
                    await NpmPackages.EnsureAsync(folder, install: false, TextWriter.Null, ct)
            );
        well &= await CheckAsync(
            "lab",
            "namespaces for processes, mounts and the network",
            async () => _ = await LabEntry.FindAsync(ct)
        );
        return well ? 0 : MissingExit;
    }

    private static async Task<bool> CheckAsync(
        Prerequisite one,
        bool isNeeded,
        CancellationToken ct
    )
    {
        var found = one.Find();
        Console.WriteLine(
            found is null
                ? $"missing  {one.Program, -10} {(isNeeded ? "needed" : "wanted")} for {one.NeededFor}; as root: apt-get install {one.Package}"
                : $"ok       {one.Program, -10} {found}  {await one.VersionAsync(ct)}"
        );
        return found is not null || !isNeeded;
    }

    private static async Task<bool> CheckAsync(string what, string neededFor, Func<Task> check)
    {
        try
        {
            await check();
            Console.WriteLine($"ok       {what, -10} {neededFor}");
            return true;
        }
        catch (CannotRun reason)
        {
            return Missing(what, reason.Message);
        }
    }

    private static bool Missing(string what, string why)
    {
        Console.WriteLine($"missing  {what, -10} {why.ReplaceLineEndings("\n         ")}");
        return false;
    }
}
