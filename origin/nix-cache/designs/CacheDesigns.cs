namespace Verify.Origin.NixCache.Designs;

/// <summary>Both designs by name.</summary>
public static class CacheDesigns
{
    public static IReadOnlyList<ICacheDesign> All { get; } =
    [AsDesignedCache.Design, CuredCache.Design];

    public static ICacheDesign? Find(string name) => All.FirstOrDefault(one => one.Name == name);
}
