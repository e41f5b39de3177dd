using Verify.Engine.Linux;

namespace Verify.Engine.Trust;

/// <summary>Another user could have written what is at a path, so Verify neither reads nor changes it.</summary>
public sealed class NotTrusted : CannotRun
{
    private NotTrusted(string path, string why, string mend)
        : base($"{path} {why}, so it is not trusted. {mend}") => Path = path;

    public string Path { get; }

    internal static NotTrusted Owned(string path, FileFacts facts) =>
        new(
            path,
            $"belongs to {UserNames.OfUser(facts.User)} (mode {Mode(facts)}), not to {Us}",
            $"If you trust what it holds, take it over: {Typed("chown", "-hR", $"{Libc.EffectiveUser()}", path)}"
                + $"\nOtherwise remove it, work elsewhere (--out DIR), or run Verify as {UserNames.OfUser(facts.User)}."
        );

    internal static NotTrusted Writable(string path, FileFacts facts, string by) =>
        new(
            path,
            $"is writable by {by} (owner {UserNames.OfUser(facts.User)}, mode {Mode(facts)})",
            // Taken from a folder that all programs share, such as /tmp, it would break them.
            facts is { IsFolder: true, IsSticky: true }
                ? "It is shared by all users, and stays so: put what you name into a folder of its own in it, and name that."
                : $"Check what it holds, then take that permission away: {Typed("chmod", facts.IsFolder || facts.IsPlain ? "go-w" : "go=", path)}"
        );

    internal static NotTrusted Kind(string path, FileFacts facts, string wanted) =>
        new(
            path,
            $"is {(facts.IsLink ? "a symbolic link" : facts.IsFolder ? "a folder" : facts.IsPlain ? "a file" : "neither a file nor a folder")} (owner {UserNames.OfUser(facts.User)}) where Verify needs {wanted}",
            $"Check what it is, then remove it: {Typed("rm", "-r", path)}"
        );

    internal static NotTrusted Linked(string path, FileFacts facts) =>
        new(
            path,
            $"has {facts.Links} hard links, and another user could hold one of them",
            $"Check what it holds, then replace it with a copy: {Typed("cp", "-p", path, $"{path}.own")} && {Typed("mv", $"{path}.own", path)}"
        );

    private static string Us => UserNames.OfUser(Libc.EffectiveUser());

    private static string Mode(FileFacts facts) => Convert.ToString(facts.Mode, 8);

    private static string Typed(params string[] words) => ShellWords.Join(words);
}
