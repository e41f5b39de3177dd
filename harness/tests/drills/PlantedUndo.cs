using System.Text.Json.Serialization;
using Verify.Engine.Journals;
using Verify.Engine.Linux;
using Verify.Engine.Trust;

namespace Verify.Tests.Drills;

/// <summary>Puts two files back, right or wrong.</summary>
/// <param name="Copies">Where copies of both lie, with their modes and times.</param>
internal sealed record PlantedUndo(string Tree, string Copies, Plant Plant) : RecoveryAct
{
    public static readonly string[] Files = ["first.conf", "second.conf"];

    // As a rule ten seconds: here it shall be seen that time is up, and nobody shall wait for it.
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(0.3);

    [JsonIgnore]
    public override TimeSpan Budget => Plant == Plant.Hangs ? Short : base.Budget;

    public override async Task DoAsync(CancellationToken ct)
    {
        if (Plant == Plant.Throws)
            throw new IOException("the copies are nowhere to be found");
        if (Plant == Plant.Hangs)
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
        foreach (var name in Plant == Plant.ForgetsAFile ? Files[..1] : Files)
            PutBack(Path.Combine(Copies, name), Path.Combine(Tree, name));
    }

    public override RecoveryAct Within(Confines confines)
    {
        confines.Must(Tree == confines.Tree, Tree);
        return this;
    }

    public override string ToString() => $"put back both files of {Tree}";

    private void PutBack(string copy, string file)
    {
        var time = FileFacts.Of(copy)!.Modified;
        if (Plant == Plant.NotIdempotent)
            File.Move(copy, file, overwrite: true);
        else
            File.WriteAllBytes(file, File.ReadAllBytes(copy));
        if (Plant is not (Plant.BytesOnly or Plant.NotIdempotent))
            File.SetUnixFileMode(file, File.GetUnixFileMode(copy));
        FileFacts.SetModified(file, time);
    }
}
