using Verify.Engine;
using Verify.Fixtures;

namespace Verify.Scenarios;

/// <summary>What is installed, what is missing, what it is needed for and how to get it.</summary>
internal sealed class DoctorVerb()
    : Verb("doctor", "What is installed, what is missing, and how to get it.")
{
    private const int MissingExit = 3;

    protected override void Build(System.CommandLine.Command command) =>
        command.SetAction((_, ct) => RunAsync(ct));

    private static async Task<int> RunAsync(CancellationToken ct)
    {
        var well = true;
        // Most runs do without these.
        Prerequisite[] extra = [.. Prerequisites.ForProfiles, .. Prerequisites.ForNode];
        foreach (var one in Prerequisites.All.Concat(extra))
        {
            var found = one.Find();
            var isWanted = one.Optional || extra.Contains(one);
            well &= found is not null || isWanted;
            Console.WriteLine(
                found is null
                    ? $"missing  {one.Program, -10} {(isWanted ? "wanted" : "needed")} for {one.NeededFor}; as root: apt-get install {one.Package}"
                    : $"ok       {one.Program, -10} {found}  {await Prerequisites.VersionAsync(one, ct)}"
            );
        }
        // A missing FFmpeg has been named above.
        if (Prerequisites.All.Single(one => one.Program == "ffmpeg").Find() is not null)
            well &= await CheckAsync(
                "libx264",
                "H.264 for the encoder",
                async () =>
                    await Prerequisites.EnsureAsync(["ffmpeg"], install: false, TextWriter.Null, ct)
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
