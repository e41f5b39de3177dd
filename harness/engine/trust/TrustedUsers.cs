using System.Globalization;
using Verify.Engine.Linux;

namespace Verify.Engine.Trust;

/// <summary>Whose files are believed: ours, root's, and those of the owner of this checkout, whose code is being run.</summary>
/// <remarks>SUDO_UID counts for root only, as git has it: whoever may become root through sudo needs no journal to do harm.</remarks>
public static class TrustedUsers
{
    private const int Root = 0;
    private const string SudoUser = "SUDO_UID";
    private const string AllUsers = "4294967295";

    private static readonly Lazy<HashSet<int>> known = new(() =>
    {
        var us = Libc.EffectiveUser();
        var users = new HashSet<int> { Root, us };
        if (FileFacts.Of(Checkout.Root, followed: true) is { } checkout)
            users.Add(checkout.User);
        if (
            us == Root
            && int.TryParse(
                Environment.GetEnvironmentVariable(SudoUser),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var sudo
            )
        )
            users.Add(sudo);
        return users;
    });

    private static readonly Lazy<int?> unmapped = new(() =>
        File.ReadAllText("/proc/self/uid_map").Contains(AllUsers, StringComparison.Ordinal)
            ? null
            : int.Parse(
                File.ReadAllText("/proc/sys/kernel/overflowuid"),
                CultureInfo.InvariantCulture
            )
    );

    public static bool Include(int user) => known.Value.Contains(user);

    /// <summary>Whether a process is, in every respect, one of theirs: anybody may give a process of his own any title.</summary>
    /// <exception cref="IOException">It has ended.</exception>
    public static bool Run(int pid) =>
        File.ReadLines($"/proc/{pid}/status")
            .First(line => line.StartsWith("Uid:", StringComparison.Ordinal))
            // Real, effective, saved, and for the file system (proc_pid_status(5)).
            .Split('\t')[1..]
            .All(user => Include(int.Parse(user, CultureInfo.InvariantCulture)));

    /// <summary>
    /// Whether a user is one that this user namespace has no number for. The machine's root, who owns the folders that every
    /// path begins with, looks like that in there.
    /// </summary>
    public static bool IsUnmapped(int user) => user == unmapped.Value;
}
