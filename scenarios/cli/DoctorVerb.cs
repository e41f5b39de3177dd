using System.CommandLine;
using Verify.Engine;
using Verify.Fixtures;
using Verify.Reports;

namespace Verify.Scenarios;

/// <summary>What is installed, what is missing, what it is needed for and how to get it.</summary>
internal sealed class DoctorVerb()
    : Verb("doctor", "What is installed, what is missing, and how to get it.")
{
    private const int MissingExit = 3;
    private const string Ffmpeg = "ffmpeg";
    private const string Ok = "ok";
    private const string Missing = "missing";

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
        var (well, table) = (true, new TextTable("", "", ""));
        // Most runs do without these.
        Prerequisite[] extra = [.. Prerequisites.ForProfiles, .. Prerequisites.ForNode];
        foreach (
            var one in Prerequisites
                .All.Concat(extra)
                .Where(one => scenario?.Programs.Contains(one.Program) ?? true)
        )
        {
            var found = one.Find();
            var isWanted = scenario is null && (one.Optional || extra.Contains(one));
            well &= found is not null || isWanted;
            if (found is null)
                table.Add(
                    Missing,
                    one.Program,
                    $"{(isWanted ? "wanted" : "needed")} for {one.NeededFor}; as root: apt-get install {one.Package}"
                );
            else
                table.Add(Ok, one.Program, $"{found}  {await Prerequisites.VersionAsync(one, ct)}");
        }
        foreach (var folder in scenario?.PackageFolders ?? [])
            well &= await CheckAsync(
                table,
                "packages",
                $"those of {folder}/package-lock.json",
                async () =>
                    await NpmPackages.EnsureAsync(folder, install: false, TextWriter.Null, ct)
            );
        // A missing FFmpeg has been named above.
        if (
            scenario?.Programs.Contains(Ffmpeg) != false
            && Prerequisites.All.Single(one => one.Program == Ffmpeg).Find() is not null
        )
            well &= await CheckAsync(
                table,
                "libx264",
                "H.264 for the encoder",
                async () =>
                    await Prerequisites.EnsureAsync([Ffmpeg], install: false, TextWriter.Null, ct)
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
            var said = reason.Message.ReplaceLineEndings("\n").Split('\n');
            table.Add(Missing, what, said[0]);
            table.Remark(said.Skip(1));
            return false;
        }
    }
}
