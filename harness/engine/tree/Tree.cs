using System.Runtime.InteropServices;
using Verify.Engine.Linux;
using Verify.Engine.Trust;

namespace Verify.Engine.Tree;

/// <summary>A folder of the user's with all that is in it.</summary>
public static class Tree
{
    /// <summary>Whether a tree can be changed, and put back, by whoever runs this.</summary>
    /// <returns>Its path without links.</returns>
    public static string MustBeChangeable(string dir)
    {
        if (dir.Length == 0)
            throw new UsageError("An empty name is no folder. Name the folder to change.");
        var given = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dir));
        var real = Real(given);
        var at = real == given ? given : $"{given} (which is {real})";
        var found =
            Look(real, at)
            ?? throw new UsageError($"{at} is not there. Name a folder that is.{Nearest(real)}");
        if (!found.IsFolder)
            throw new UsageError(
                $"{at} is a file. Name the folder that it is in: {Path.GetDirectoryName(real)}"
            );
        // Whoever may write there could have the changes, and their undos, made elsewhere.
        TrustedFolder.Open(real).Dispose();
        // As the kernel sees it: also a file system that is mounted read-only.
        if (Libc.FAccessAt(Libc.AtFdCwd, real, Libc.WriteAndSearch, Libc.AtEAccess) < 0)
            throw new CannotRun(
                $"{at} cannot be changed: {Marshal.GetLastPInvokeErrorMessage()}. Run this as somebody who may write there, or make it writable."
            );
        // Only the owner can put back when a folder was last changed.
        if (!Environment.IsPrivilegedProcess && found.User != Libc.EffectiveUser())
            throw new CannotRun(
                $"{at} belongs to user {found.User}: only that user, or root, could put it back exactly. Run this as one of them."
            );
        return real;
    }

    /// <summary>A tree's folders, itself included; those that cannot be read stay out, links are not followed.</summary>
    internal static IEnumerable<string> FoldersIn(string tree) =>
        [
            tree,
            .. Directory.EnumerateDirectories(
                tree,
                "*",
                new EnumerationOptions
                {
                    RecurseSubdirectories = true,
                    // Hidden ones too.
                    AttributesToSkip = FileAttributes.ReparsePoint,
                }
            ),
        ];

    private static string Real(string given)
    {
        try
        {
            return RealPath.Of(given);
        }
        catch (CannotRun loop)
        {
            throw new UsageError($"{loop.Message} Name a folder that they do not lead away from.");
        }
    }

    private static FileFacts? Look(string real, string at)
    {
        try
        {
            return FileFacts.Of(real);
        }
        catch (System.ComponentModel.Win32Exception refused)
        {
            throw new CannotRun(
                $"{at} cannot be looked at: {refused.Message}. Run this as somebody who may.",
                refused
            );
        }
    }

    private static string Nearest(string missing) =>
        Path.GetDirectoryName(missing) is { } parent && Directory.Exists(parent)
            ? NearestMatch.Hint(
                Path.GetFileName(missing),
                [.. Directory.EnumerateDirectories(parent).Select(one => Path.GetFileName(one))]
            )
            : "";
}
