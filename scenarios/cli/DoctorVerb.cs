using System.CommandLine;
using System.Text.Json.Nodes;
using Verify.Engine.Labs;
using Verify.Fixtures.Packages;
using Verify.Reports.ConsoleOutput;
using Verify.Scenarios.Output;

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

    private readonly Option<bool> json = new("--json") { Description = "Print JSON." };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(name);
        command.Add(json);
        command.SetAction(
            (parsed, ct) =>
                RunAsync(
                    parsed.GetValue(name) is { } scenario ? ScenarioCatalogue.Find(scenario) : null,
                    parsed.GetValue(json),
                    ct
                )
        );
    }

    /// <param name="scenario">All of it is needed; null for what most runs need.</param>
    private static async Task<int> RunAsync(Scenario? scenario, bool asJson, CancellationToken ct)
    {
        var (well, table) = (true, new List<Checked>());
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
        if (asJson)
            JsonOutput.Write(
                new JsonObject { ["found"] = JsonOutput.List(table.Select(Document)) }
            );
        else
            Console.Write(Shown(table));
        return well ? 0 : MissingExit;
    }

    private static async Task<bool> CheckAsync(
        List<Checked> table,
        string what,
        string neededFor,
        Func<Task> check
    )
    {
        try
        {
            await check();
            table.Add(new(Ok, what, neededFor));
            return true;
        }
        catch (CannotRun reason)
        {
            return Lacks(table, what, reason.Message);
        }
    }

    private static async Task<bool> CheckAsync(
        List<Checked> table,
        Prerequisite one,
        bool isNeeded,
        CancellationToken ct
    )
    {
        if (one.Find() is { } found)
        {
            table.Add(new(Ok, one.Program, $"{found}  {await one.VersionAsync(ct)}"));
            return true;
        }
        table.Add(
            new(
                Missing,
                one.Program,
                $"{(isNeeded ? "needed" : "wanted")} for {one.NeededFor}; as root: apt-get install {one.Package}"
            )
        );
        return !isNeeded;
    }

    private static bool Lacks(List<Checked> table, string what, string why)
    {
        table.Add(new(Missing, what, why.ReplaceLineEndings("\n")));
        return false;
    }

    private static TextTable Shown(IEnumerable<Checked> all)
    {
        var table = new TextTable("", "", "");
        foreach (var one in all)
        {
            var said = one.Said.Split('\n');
            table.Add(one.State, one.What, said[0]);
            table.Remark(said.Skip(1));
        }
        return table;
    }

    private static JsonObject Document(Checked one) =>
        new()
        {
            ["state"] = one.State,
            ["what"] = one.What,
            ["said"] = one.Said,
        };

    private sealed record Checked(string State, string What, string Said);
}
