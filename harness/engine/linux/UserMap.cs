namespace Verify.Engine.Linux;

/// <summary>Which user ids this user namespace maps. One that was made without root maps only root's.</summary>
public static class UserMap
{
    /// <summary>Set by whoever makes the namespace, and inherited by everything started in it.</summary>
    internal const string Variable = "VERIFY_USERS";
    internal const string OnlyRoot = "only-root";
    internal const string AllUsers = "all-users";

    public static bool HasOnlyRoot => Environment.GetEnvironmentVariable(Variable) == OnlyRoot;

    /// <summary>The id to use in place of the one that a configuration names: root's, where no other is mapped.</summary>
    public static int MappedId(int id) => HasOnlyRoot ? 0 : id;
}
