using System.Security.Cryptography;
using Verify.Engine.Linux;

namespace Verify.Engine.Tree;

/// <summary>What of a plain file has to be again what it was.</summary>
/// <param name="Modified">In nanoseconds since 1970.</param>
public sealed record FileState(int Mode, int User, int Group, long Modified, string Sha256)
{
    internal static FileState Of(FileFacts facts, byte[] content) =>
        new(facts.Mode, facts.User, facts.Group, facts.Modified, Sum(content));

    internal static string Sum(ReadOnlySpan<byte> content) =>
        Convert.ToHexStringLower(SHA256.HashData(content));

    /// <returns>Null where no plain file is.</returns>
    internal static string? SumAt(string path) =>
        FileFacts.Of(path) is { IsPlain: true } ? Sum(File.ReadAllBytes(path)) : null;

    /// <summary>Gives a file this mode, owner and time, where it has others.</summary>
    internal void PutOn(string path)
    {
        var now = FileFacts.Of(path)!;
        var isOwned = (now.User, now.Group) == (User, Group);
        if (!isOwned)
            Libc.Check(Libc.LChown(path, User, Group), $"giving {path} back to its owner");
        // A change of owner takes set-user-id away.
        if (!isOwned || now.Mode != Mode)
            File.SetUnixFileMode(path, (UnixFileMode)Mode);
        if (now.Modified != Modified)
            FileFacts.SetModified(path, Modified);
    }
}
