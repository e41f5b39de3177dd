using Verify.Engine.Linux;
using Verify.Engine.Secrets;
using Verify.Engine.Trust;

namespace Verify.Engine.Journals;

/// <summary>
/// What escapes the lab, with its undo, on disk before it happens: journal.jsonl in the run's folder. Whoever finds
/// an entry that was not undone can undo it, last first.
/// </summary>
/// <param name="folder">The run's.</param>
/// <param name="tree">A tree of the user's that the run changes: while it does, a copy of the journal lies in it.</param>
/// <param name="mask">What undos hold of secrets is not written; null for who only reads or notes.</param>
public sealed class Journal(string folder, string? tree = null, SecretMask? mask = null)
{
    public const string FileName = "journal.jsonl";

    /// <summary>The copy's name: it stands in a tree for as long as something of a run is left in it.</summary>
    public const string CopyName = ".verify-rollout.jsonl";

    private readonly string path = Path.Combine(folder, FileName);
    private readonly JournalFile own = new(Path.Combine(folder, FileName));
    private readonly JournalFile? copy = tree is null ? null : new(Path.Combine(tree, CopyName));
    private bool isBegun;
    private int lastNumber;
    private int lastId;

    /// <summary>Whether something of a run is left in a tree.</summary>
    public static bool HasCopyIn(string tree) =>
        FileFacts.Of(Path.Combine(tree, CopyName)) is not null;

    /// <summary>The copy's place; null where no tree is changed.</summary>
    public string? Copy { get; } = tree is null ? null : Path.Combine(tree, CopyName);

    public string? Tree => tree;

    /// <summary>All of it that is there.</summary>
    public IEnumerable<string> Files =>
        new[]
        {
            own.IsThere ? path : null,
            copy is { IsThere: true } ? Copy : null,
        }.OfType<string>();

    /// <summary>Why the journal could not be written further, or null. What was begun is undone all the same.</summary>
    public string? Lost { get; private set; }

    public JournalReading Read() => JournalReading.Of(HasCopy ? [path, Copy!] : [path]);

    /// <summary>Another run has begun in the tree since, and has left something: it is to be undone first.</summary>
    public bool IsFollowed => copy is { IsThere: true } && !HasCopy;

    // What lies in the tree by now may be the copy of a later run: its acts are none of ours.
    private bool HasCopy =>
        copy is { IsThere: true }
        && (
            RunIn(Copy!) is not { } its
            || (
                RunIn(path) is { } ours
                    ? its == ours
                    : Path.GetFileName(its) == Path.GetFileName(folder)
            )
        );

    private static string? RunIn(string journal) => JournalReading.Of([journal]).RunFolder;

    /// <summary>Puts an undo on disk; only then may the act be done.</summary>
    public int Intend(RecoveryAct undo)
    {
        Begin();
        // Even if it cannot be written whole, nothing else ever has this number.
        var id = ++lastId;
        var line = Next(id, JournalState.Intended, mask is null ? undo : undo.WithoutSecrets(mask));
        AppendOwn(line);
        if (HasCopy)
            copy!.Append(line);
        return id;
    }

    /// <summary>A word on what is under way: without it no more is known than before, and no undo fails for it.</summary>
    public void Note(int id, JournalState state)
    {
        try
        {
            Begin();
            var line = Next(id, state);
            Try(() => AppendOwn(line));
            if (HasCopy)
                Try(() => copy!.Append(line));
        }
        catch (Exception refused) when (IsRefusal(refused))
        {
            Lost ??= $"{path} cannot be written any further: {refused.Message}";
        }
    }

    /// <summary>From here on the copy is written too. It holds paths of a tree that a server may show: its owner reads it.</summary>
    public void StartCopy() =>
        FileFacts.KeepModified(tree!, () => copy!.Make(own.Content(), oursAlone: true));

    /// <summary>That of the run whose copy lies in a tree, also where the run's folder is gone.</summary>
    /// <param name="otherwise">Where it goes on if the run's folder is not known, or cannot be made again.</param>
    public static Journal OfTree(string tree, string otherwise)
    {
        foreach (
            var folder in new[]
            {
                JournalReading.Of([Path.Combine(tree, CopyName)]).RunFolder,
                otherwise,
            }.OfType<string>()
        )
            try
            {
                var journal = new Journal(folder, tree);
                journal.StartFromCopy();
                return journal;
            }
            catch (Exception refused)
                when ((IsRefusal(refused) || refused is CannotRun) && folder != otherwise)
            {
                // Another user's, or on a disk that is not there any more.
            }
        throw new CannotRun($"The journal in {tree} cannot be gone on with in {otherwise}.");
    }

    public string Folder => folder;

    // Where the journal is gone it begins anew, with what its copy tells.
    private void StartFromCopy()
    {
        TrustedFolder.OpenOrMake(folder).Dispose();
        if (!own.IsThere)
            own.Make(copy!.Content());
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private JournalLine Next(int id, JournalState state, RecoveryAct? undo = null) =>
        new(lastNumber + 1, id, state, Now, undo);

    private void AppendOwn(JournalLine line)
    {
        own.Append(line);
        lastNumber = line.Number;
    }

    private void Begin()
    {
        if (isBegun)
            return;
        if (!own.IsThere && !HasCopy)
            own.Make(JournalLine.Bytes(new(1, 0, JournalState.Opened, Now, Note: folder)));
        else if (!own.IsThere)
            StartFromCopy();
        var read = Read();
        (lastNumber, lastId) = (read.LastNumber, read.LastId);
        isBegun = true;
    }

    private void Try(Action append)
    {
        try
        {
            append();
        }
        catch (Exception refused) when (IsRefusal(refused))
        {
            Lost ??= $"{path} cannot be written any further: {refused.Message}";
        }
    }

    private static bool IsRefusal(Exception failure) =>
        failure
            is IOException
                or UnauthorizedAccessException
                or System.ComponentModel.Win32Exception;
}
