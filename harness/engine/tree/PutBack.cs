using System.Text.Json.Serialization;
using Verify.Engine.Journals;
using Verify.Engine.Linux;
using Verify.Engine.Trust;
using IOPath = System.IO.Path;

namespace Verify.Engine.Tree;

/// <summary>Puts a file of the user's back as it was: the very file where it still lies beside, else a copy of it.</summary>
/// <param name="Was">What it was; null where there was none.</param>
/// <param name="Becomes">The sha256 of what the run put there.</param>
/// <param name="Copy">Its content, in the run's folder.</param>
/// <param name="Stash">The file itself, beside its place.</param>
/// <param name="Next">Where the run makes the new file ready.</param>
[JournalWord("put-back")]
public sealed record PutBack(
    string Path,
    FileState? Was,
    string Becomes,
    string Copy,
    string Stash,
    string Next
) : RecoveryAct
{
    private const string FoundMark = ".found-";
    private const int ShortSum = 12;

    // Of a later replacement of the same file that could not be taken back, this one's original is not the next to come.
    public override bool WaitsFor(RecoveryAct failed) =>
        failed is PutBack other && other.Path == Path;

    [JsonIgnore]
    public override IReadOnlyList<string> SetAside =>
        Directory.Exists(IOPath.GetDirectoryName(Copy))
            ?
            [
                .. Directory
                    .EnumerateFiles(
                        IOPath.GetDirectoryName(Copy)!,
                        IOPath.GetFileName(Copy) + FoundMark + "*"
                    )
                    .Order(StringComparer.Ordinal)
                    .Select(found =>
                        $"{Path} had been changed by somebody else meanwhile: their version is {found}"
                    ),
            ]
            : [];

    /// <summary>One after another; each finds what the ones before it left, or nothing to do.</summary>
    internal IReadOnlyList<Action> Parts =>
        [
            KeepWhatIsNotOurs,
            BringBack,
            DropNext,
            RemakeFromCopy,
            PutInPlace,
            PutOnWhatItHad,
            ToDisk,
        ];

    public override Task DoAsync(CancellationToken ct)
    {
        if (IsGone)
            return Task.CompletedTask;
        // Held open: nobody else can have put a link in a file's place, or does.
        using var trusted = TrustedFolder.Open(Folder);
        if (!IsUntouched)
            foreach (var part in Parts)
            {
                ct.ThrowIfCancellationRequested();
                part();
            }
        return Task.CompletedTask;
    }

    public override RecoveryAct Within(Confines confines)
    {
        // Without a lab the included configuration is changed in the run's own folder.
        foreach (var path in new[] { Path, Stash, Next })
            confines.Must(confines.IsInTree(path) || confines.IsInRun(path), path);
        // Both are made beside the file, under a hidden name of its own.
        foreach (var beside in new[] { Stash, Next })
            confines.Must(
                beside.StartsWith(
                    IOPath.Combine(Folder, $".{IOPath.GetFileName(Path)}.verify-"),
                    StringComparison.Ordinal
                ),
                beside
            );
        // Of a run whose folder is gone, or was never this one, there is no copy here.
        return confines.IsInRun(Copy)
            ? this
            : this with
            {
                Copy = IOPath.Combine(confines.RunFolder, "copies", IOPath.GetFileName(Copy)),
            };
    }

    /// <summary>What was put there stays.</summary>
    public override Task SettleAsync(CancellationToken ct)
    {
        if (!Directory.Exists(Folder))
            return Task.CompletedTask;
        using var trusted = TrustedFolder.Open(Folder);
        File.Delete(Stash);
        File.Delete(Next);
        ToDisk();
        return Task.CompletedTask;
    }

    public override string ToString() => Was is null ? $"rm {Path}" : $"put back {Path}";

    private string Folder => IOPath.GetDirectoryName(Path)!;

    // A folder that is not there holds no file either.
    private bool IsGone => Was is null && !Directory.Exists(Folder);

    // The copy is the act's first deed: without it, nothing that is at the path by now is of our making.
    private bool IsUntouched =>
        Was is not null
        && !IsThere(Copy)
        && !IsThere(Stash)
        && !IsThere(Next)
        && FileState.SumAt(Path) is { } sum
        && sum != Becomes
        && sum != Was.Sha256;

    private void KeepWhatIsNotOurs()
    {
        if (FileFacts.Of(Path) is not { } now)
            return;
        if (!now.IsPlain)
            throw new CannotRun(
                $"{Path} is no longer a regular file. Move it away, then run again: ./run.ps1 rollback"
            );
        var content = File.ReadAllBytes(Path);
        var sum = FileState.Sum(content);
        if (sum == Becomes || sum == Was?.Sha256)
            return;
        var aside = $"{Copy}{FoundMark}{sum[..ShortSum]}";
        if (FileState.SumAt(aside) == sum)
            return;
        Directory.CreateDirectory(IOPath.GetDirectoryName(Copy)!);
        // Half of it may be there, of an undo that was cut off.
        File.Delete(aside);
        WholeFile.Make(aside, content, FileState.Of(now, content), asOld: true);
        Durable.Folder(IOPath.GetDirectoryName(Copy)!);
    }

    private void BringBack()
    {
        if (Was is null)
            File.Delete(Path);
        else if (FileFacts.Of(Stash) is { } stash)
            // rename(2) of two names of one file does nothing and leaves both.
            if (FileFacts.Of(Path)?.Identity == stash.Identity)
                File.Delete(Stash);
            else
                Libc.Check(Libc.Rename(Stash, Path), $"putting {Path} back");
    }

    private void DropNext() => File.Delete(Next);

    private void RemakeFromCopy()
    {
        if (Was is null || FileState.SumAt(Path) == Was.Sha256)
            return;
        if (FileState.SumAt(Copy) != Was.Sha256)
            throw new CannotRun(
                $"{Path} is not what it was, and {Copy}, which should hold that, is gone or damaged. Restore the file from a backup; its sha256 was {Was.Sha256}."
            );
        WholeFile.Make(Next, File.ReadAllBytes(Copy), Was, asOld: true);
    }

    private void PutInPlace()
    {
        if (IsThere(Next))
            Libc.Check(Libc.Rename(Next, Path), $"putting {Path} back");
    }

    private void PutOnWhatItHad() => Was?.PutOn(Path);

    private void ToDisk()
    {
        if (Directory.Exists(Folder))
            Durable.Folder(Folder);
    }

    private static bool IsThere(string path) => FileFacts.Of(path) is not null;
}
