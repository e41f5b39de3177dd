using System.CommandLine;
using Verify.Engine;
using Verify.Fixtures;

namespace Verify.Scenarios;

/// <summary>What is installed, what is missing, what it is needed for and how to get it.</summary>
internal sealed class DoctorVerb()
    : Verb("doctor", "What is installed, what is missing, and how to get it.")
{
    private const int MissingExit = 3;
    private const string Ffmpeg = "ffmpeg";

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
            Console.WriteLine(
                found is null
                    ? $"missing  {one.Program, -10} {(isWanted ? "wanted" : "needed")} for {one.NeededFor}; as root: apt-get install {one.Package}"
                    : $"ok       {one.Program, -10} {found}  {await Prerequisites.VersionAsync(one, ct)}"
            );
        }
        foreach (var folder in scenario?.PackageFolders ?? [])
            well &= await CheckAsync(
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
                "libx264",
                "H.264 for the encoder",
                async () =>
                    await Prerequisites.EnsureAsync([Ffmpeg], install: false, TextWriter.Null, ct)
            );
        well &= await CheckAsync(
            "lab",
            "namespaces for processes, mounts and the network",
            async () => _ = await LabEntry.FindAsync(ct)
        );
        return well ? 0 : MissingExit;
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
            Console.WriteLine(
                $"missing  {what, -10} {reason.Message.ReplaceLineEndings("\n         ")}"
            );
            return false;
        }
    }
}
