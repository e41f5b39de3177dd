using Verify.Engine.Journals;
using Verify.Engine.Linux;
using Verify.Engine.Programs;
using Verify.Engine.Trust;

namespace Verify.Engine.Undo;

/// <summary>Ends the servers that work in a folder: each of a run's is started in the run's own.</summary>
/// <param name="Programs">Their names: a shell that a user opened there is no server.</param>
[JournalWord("end-processes")]
public sealed record EndProcesses(string Folder, IReadOnlyList<string> Programs) : RecoveryAct
{
    public override async Task DoAsync(CancellationToken ct)
    {
        var running = Processes.WorkingIn(Folder, Programs);
        if (running.Count > 0)
            await Command.RunAsync(["kill", "-KILL", .. running.Select(pid => $"{pid}")], ct);
    }

    public override RecoveryAct Within(Confines confines)
    {
        confines.Must(confines.IsInRun(Folder), Folder);
        return this;
    }

    public override string Act() => $"start {string.Join(" or ", Programs)} in {Folder}";

    public override string ToString() => $"end {string.Join(" and ", Programs)} in {Folder}";
}
