using System.ComponentModel;
using System.Security.Cryptography;
using System.Text.Json;
using Verify.Engine.Journals;
using Verify.Engine.Linux;

namespace Verify.Engine.Tree;

/// <summary>All that a tree is: two that are equal cannot be told apart by whoever reads it.</summary>
/// <param name="Entries">By path, the tree itself first. Links are not followed.</param>
public sealed record TreeFingerprint(IReadOnlyList<TreeEntry> Entries)
{
    internal const string Root = ".";

    /// <param name="withoutJournalCopy">Leaves out the copy of a journal that lies in it while a run is on.</param>
    public static TreeFingerprint Of(string folder, bool withoutJournalCopy = false)
    {
        var entries = new List<TreeEntry>();
        Look(folder, Root, entries);
        return new([
            .. entries
                .Where(entry => !withoutJournalCopy || entry.Path != Journal.CopyName)
                .OrderBy(entry => entry.Path == Root ? "" : entry.Path, StringComparer.Ordinal),
        ]);
    }

    public string ToJson() => JsonSerializer.Serialize(this, DiskJson.Options);

    /// <summary>What is different in a later look, a line for each entry; empty where nothing is.</summary>
    public IReadOnlyList<string> Differences(TreeFingerprint later)
    {
        var (before, after) = (ByPath(), later.ByPath());
        return
        [
            .. before
                .Keys.Union(after.Keys)
                .Order(StringComparer.Ordinal)
                .Select(path => Difference(path, before, after))
                .OfType<string>(),
        ];
    }

    private Dictionary<string, TreeEntry> ByPath() =>
        Entries.ToDictionary(entry => entry.Path, StringComparer.Ordinal);

    private static string? Difference(
        string path,
        Dictionary<string, TreeEntry> before,
        Dictionary<string, TreeEntry> after
    ) =>
        (before.GetValueOrDefault(path), after.GetValueOrDefault(path)) switch
        {
            (null, { } now) => $"{path}: was not there, is a {now.Type}",
            ({ } was, null) => $"{path}: was a {was.Type}, is not there",
            ({ } was, { } now) when was != now =>
                $"{path}: {string.Join("; ", was.Differences(now))}",
            _ => null,
        };

    private static void Look(string path, string name, List<TreeEntry> entries)
    {
        if (FileFacts.Of(path) is not { } facts)
            // Gone while the tree was looked at.
            return;
        var entry = Plainly(name, facts);
        try
        {
            if (facts.IsFolder)
                foreach (var inner in Directory.EnumerateFileSystemEntries(path).ToArray())
                    Look(
                        inner,
                        name == Root
                            ? Path.GetFileName(inner)
                            : $"{name}/{Path.GetFileName(inner)}",
                        entries
                    );
            else if (facts.IsLink)
                entry = entry with { Target = new FileInfo(path).LinkTarget };
            else if (facts.IsPlain)
                entry = entry with { Sha256 = Sum(path) };
        }
        catch (Exception refused)
            when (refused is IOException or UnauthorizedAccessException or Win32Exception)
        {
            entry = entry with { Unreadable = refused.Message };
        }
        entries.Add(entry);
    }

    private static TreeEntry Plainly(string name, FileFacts facts) =>
        new(
            name,
            facts.IsFolder ? "folder"
                : facts.IsLink ? "link"
                : facts.IsPlain ? "file"
                : "special file",
            Convert.ToString(facts.Mode, 8),
            facts.User,
            facts.Group,
            facts.Modified,
            facts.IsPlain ? facts.Size : 0,
            facts.IsFolder ? 0 : facts.Links
        );

    private static string Sum(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
