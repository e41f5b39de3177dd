namespace Verify.Origin.NixCache.Nginx;

/// <summary>The file nix-cache-info, by which a client knows a cache.</summary>
/// <param name="StoreDir">A client with another one ignores the cache.</param>
/// <param name="Priority">The lower, the sooner it is asked; cache.nixos.org has 40.</param>
public sealed record CacheInfo(string StoreDir = "/nix/store", int Priority = 30)
{
    public const string FileName = "nix-cache-info";

    public string Text => $"StoreDir: {StoreDir}\nWantMassQuery: 1\nPriority: {Priority}\n";
}
