using Verify.Engine.Journals;
using Verify.Engine.Trust;

namespace Verify.Engine.Undo;

/// <summary>Removes files that were made for the run, one undo for all that come and go together.</summary>
[JournalWord("remove-files")]
public sealed record RemoveFiles(IReadOnlyList<string> Paths) : RecoveryAct
{
    public override async Task DoAsync(CancellationToken ct)
    {
        foreach (var path in Paths)
            await new RemoveFile(path).DoAsync(ct);
    }

    public override RecoveryAct Within(Confines confines)
    {
        foreach (var path in Paths)
            new RemoveFile(path).Within(confines);
        return this;
    }

    public override string Act() => $"make {ShellWords.Join(Paths)}";

    public override string ToString() => $"rm {ShellWords.Join(Paths)}";
}
