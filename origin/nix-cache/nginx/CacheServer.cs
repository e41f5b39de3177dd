namespace Verify.Origin.NixCache.Nginx;

/// <summary>Where the cache's nginx listens and what it serves.</summary>
/// <param name="Address">The server's address on the direct cable.</param>
/// <param name="Folder">A binary cache as <c>nix copy --to file://</c> makes it.</param>
/// <param name="State">For its pid and its logs; it is there.</param>
public sealed record CacheServer(string Address, int Port, string Folder, string State)
{
    public const int DefaultPort = 5000;

    public string Url => $"http://{Address}:{Port}";

    public string AccessLog => $"{State}/access.log";

    public string PidFile => $"{State}/nginx.pid";
}
