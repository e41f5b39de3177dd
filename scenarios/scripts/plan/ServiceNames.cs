namespace Verify.Scripts.Plan;

/// <summary>The real parts that a script can name, and the cmdlets that start each.</summary>
internal static class ServiceNames
{
    /// <summary>By the cmdlet that needs it.</summary>
    public static readonly IReadOnlyDictionary<string, string> ByCmdlet = new Dictionary<
        string,
        string
    >(StringComparer.OrdinalIgnoreCase)
    {
        ["Start-Nginx"] = "nginx",
        ["Start-Encoder"] = "encoder",
        ["Start-Redis"] = "redis",
        ["Mount-Tmpfs"] = "tmpfs",
    };

    public static readonly IReadOnlyList<string> All = ["nginx", "encoder", "redis", "tmpfs"];
}
