using System.Globalization;

namespace Verify.Engine.Tree;

/// <summary>An entry of a tree, with all that an undo has to bring back.</summary>
/// <param name="Path">Within the tree; "." is the tree itself.</param>
/// <param name="Modified">In nanoseconds since 1970.</param>
/// <param name="Size">Of a plain file; a folder's is the file system's own affair.</param>
/// <param name="Links">How many names it has; 0 for a folder, where it counts other folders.</param>
/// <param name="Unreadable">Why its content could not be told.</param>
public sealed record TreeEntry(
    string Path,
    string Type,
    string Mode,
    int User,
    int Group,
    long Modified,
    long Size = 0,
    int Links = 0,
    string? Sha256 = null,
    string? Target = null,
    string? Unreadable = null
)
{
    private const int ShownOfSum = 12;

    /// <summary>All of it but its name.</summary>
    internal string State =>
        string.Join(
            ' ',
            new[]
            {
                $"mode {Mode} owner {User}:{Group} mtime {Time(Modified)}",
                Links > 1 ? $"{Links} names" : null,
                Sha256 is null ? null : Bytes,
                Target is null ? null : $"to {Target}",
                Unreadable,
            }.OfType<string>()
        );

    /// <summary>What differs in a later look at it.</summary>
    internal IEnumerable<string> Differences(TreeEntry later)
    {
        var sameBytes = Sha256 == later.Sha256 && Size == later.Size;
        return new[]
        {
            Said("type", Type, later.Type),
            sameBytes ? null : $"bytes were {Bytes}, are {later.Bytes}",
            Said("target", Target, later.Target),
            Said("mode", Mode, later.Mode),
            Said("owner", $"{User}:{Group}", $"{later.User}:{later.Group}"),
            Said("mtime", Time(Modified), Time(later.Modified)),
            Said("number of names", $"{Links}", $"{later.Links}"),
            Said("readable", Unreadable ?? "yes", later.Unreadable ?? "yes"),
        }.OfType<string>();
    }

    private string Bytes =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Size} of sha256 {Sha256?[..ShownOfSum] ?? "unknown"}"
        );

    private static string? Said(string what, string? was, string? now) =>
        was == now ? null : $"{what} was {was ?? "none"}, is {now ?? "none"}";

    private static string Time(long nanoseconds)
    {
        const long perSecond = 1_000_000_000;
        var at = DateTimeOffset.FromUnixTimeSeconds(
            Math.DivRem(nanoseconds, perSecond, out var rest)
        );
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{at:yyyy-MM-dd HH:mm:ss}.{rest:000000000}"
        );
    }
}
