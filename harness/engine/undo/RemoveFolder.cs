using Verify.Engine.Journals;
using Verify.Engine.Trust;

namespace Verify.Engine.Undo;

/// <summary>Removes a folder that was made for the run; one that holds something by now is left and named.</summary>
/// <param name="WithContent">Also what has been put in it since.</param>
[JournalWord("remove-folder")]
public sealed record RemoveFolder(string Folder, bool WithContent = false) : RecoveryAct
{
    public override Task DoAsync(CancellationToken ct)
    {
        if (!Directory.Exists(Folder))
            return Task.CompletedTask;
        // Nobody can have put another folder in its place.
        if (WithContent)
            TrustedFolder.Parent(Path.GetDirectoryName(Folder)!).Dispose();
        Directory.Delete(Folder, recursive: WithContent);
        return Task.CompletedTask;
    }

    public override RecoveryAct Within(Confines confines)
    {
        confines.Must(
            confines.IsInTree(Folder) || confines.IsInPlace(Folder) || confines.IsInRun(Folder),
            Folder
        );
        return this;
    }

    public override string Act() => $"make {Folder}";

    public override string ToString() => WithContent ? $"rm -r {Folder}" : $"rmdir {Folder}";
}
