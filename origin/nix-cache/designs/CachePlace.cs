namespace Verify.Origin.NixCache.Designs;

/// <summary>The two addresses of the direct cable, and the cache's port.</summary>
public sealed record CachePlace(
    string ServerAddress = "10.255.255.1",
    string ClientAddress = "10.255.255.2",
    int PrefixLength = 24,
    int Port = 5000
)
{
    public string Url => $"http://{ServerAddress}:{Port}";
}
