using Verify.Engine.Journals;
using Verify.Engine.Trust;

namespace Verify.Engine.Undo;

/// <summary>Removes a file that was made for the run.</summary>
[JournalWord("remove-file")]
public sealed record RemoveFile(string Path) : RecoveryAct
{
    public override Task DoAsync(CancellationToken ct)
    {
        // A folder that is not there holds no file either.
        if (System.IO.Path.Exists(Path))
            File.Delete(Path);
        return Task.CompletedTask;
    }

    public override RecoveryAct Within(Confines confines)
    {
        confines.Must(
            confines.IsInTree(Path) || confines.IsInPlace(Path) || confines.IsInRun(Path),
            Path
        );
        return this;
    }

    public override string Act() => $"make {Path}";

    public override string ToString() => $"rm {Path}";
}
