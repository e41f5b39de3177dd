using System.Globalization;

namespace Verify.Engine.Trust;

/// <summary>Users and groups of this machine, as /etc/passwd and /etc/group have them.</summary>
internal static class UserNames
{
    private const string Users = "/etc/passwd";
    private const string Groups = "/etc/group";

    // passwd is name:x:uid:gid:..., group is name:x:gid:members.
    private const int Name = 0;
    private const int Id = 2;
    private const int PrimaryGroup = 3;
    private const int Members = 3;

    private static readonly Lazy<IReadOnlyList<string[]>> users = new(() => Entries(Users));
    private static readonly Lazy<IReadOnlyList<string[]>> groups = new(() => Entries(Groups));

    /// <summary>A user, for a person to read.</summary>
    public static string OfUser(int user) =>
        users.Value.FirstOrDefault(entry => entry[Id] == Text(user)) is { } found
            ? $"user {found[Name]}"
            : $"user {user}";

    /// <summary>A group, for a person to read.</summary>
    public static string OfGroup(int group) =>
        groups.Value.FirstOrDefault(entry => entry[Id] == Text(group)) is { } found
            ? $"group {found[Name]}"
            : $"group {group}";

    /// <summary>The users in a group; null where that cannot be told.</summary>
    /// <param name="owner">A group of the same number that has no name is taken to be this user's own.</param>
    public static IReadOnlyList<int>? In(int group, int owner)
    {
        var primary = users
            .Value.Where(user => user.Length > PrimaryGroup && user[PrimaryGroup] == Text(group))
            .Select(NumberOf)
            .ToArray();
        if (groups.Value.FirstOrDefault(entry => entry[Id] == Text(group)) is not { } found)
            return group == owner ? primary : null;
        var members = found.Length > Members ? found[Members].Split(',') : [];
        var named = members
            .Where(name => name.Length > 0)
            .Select(name => users.Value.FirstOrDefault(user => user[Name] == name))
            .ToArray();
        // A member whom another service knows (LDAP) could be anybody.
        return named.Contains(null) ? null : [.. primary, .. named.Select(user => NumberOf(user!))];
    }

    private static List<string[]> Entries(string file) =>
        File.Exists(file)
            ? [.. File.ReadLines(file).Select(line => line.Split(':')).Where(f => f.Length > Id)]
            : [];

    private static int NumberOf(string[] user) =>
        int.TryParse(user[Id], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : -1;

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
