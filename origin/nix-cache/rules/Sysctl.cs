namespace Verify.Origin.NixCache.Rules;

/// <summary>A parameter of the kernel, such as vm.swappiness.</summary>
public sealed record Sysctl(string Key, string Value)
{
    /// <summary>Where it is read and written.</summary>
    public string Path => $"/proc/sys/{Key.Replace('.', '/')}";
}
