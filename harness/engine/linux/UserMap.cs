namespace Verify.Engine;

/// <summary>Which users there are in this user namespace: one that nobody privileged made maps no id but root's.</summary>
public static class UserMap
{
    /// <summary>Set by whoever makes the namespace; known to all that is started in it.</summary>
    internal const string Variable = "VERIFY_USERS";
    internal const string OnlyRoot = "only-root";
    internal const string AllUsers = "all-users";

    public static bool HasOnlyRoot => Environment.GetEnvironmentVariable(Variable) == OnlyRoot;

    /// <summary>The id to use where a configuration names one: where only root is mapped, there is no other.</summary>
    public static int MappedId(int id) => HasOnlyRoot ? 0 : id;
}
