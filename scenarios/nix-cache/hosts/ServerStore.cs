using Verify.Fixtures.Nix;
using Verify.Instruments.BinaryCache;
using Verify.Origin.NixCache.Keys;

namespace Verify.Scenarios.NixCache.Hosts;

/// <summary>The nix of the server: it builds, signs and publishes.</summary>
internal sealed class ServerStore(NixHost nix, string packages)
{
    public NixHost Nix => nix;

    /// <summary>Builds a package, or finds it built.</summary>
    public async Task<string> BuildAsync(string package, string tag, CancellationToken ct) =>
        (
            await nix.MustAsync(
                ["nix-build", packages, "-A", package, "--argstr", "tag", tag, "--no-out-link"],
                ct
            )
        ).Stdout.Trim();

    /// <summary>Signs a path with all that it refers to, and puts it into a cache.</summary>
    public Task PublishAsync(string path, CacheFolder cache, CancellationToken ct) =>
        nix.MustAsync(["nix", "copy", "--to", cache.Destination, path], ct);

    /// <summary>Makes a key pair.</summary>
    /// <returns>The public one.</returns>
    public async Task<string> MakeKeyAsync(string name, string file, CancellationToken ct)
    {
        var secret = (
            await nix.MustAsync(["nix", "key", "generate-secret", "--key-name", name], ct)
        ).Stdout;
        await using (
            var stream = new FileStream(
                file,
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    UnixCreateMode = SecretKeyFile.Mode,
                }
            )
        )
        await using (var text = new StreamWriter(stream))
            await text.WriteAsync(secret);
        return SecretKeyFile.PublicKey("the key", file);
    }
}

/// <summary>A binary cache as a folder, and how it is written.</summary>
/// <param name="Compression">zstd, xz, gzip or none.</param>
internal sealed record CacheFolder(string Folder, string? SecretKey, string Compression = "zstd")
{
    public string Destination =>
        $"file://{Folder}?compression={Compression}"
        + (SecretKey is null ? "" : $"&secret-key={SecretKey}");

    public string NarinfoOf(string path) => Path.Combine(Folder, NarinfoName(path));

    /// <summary>The file that holds a path's content.</summary>
    public string NarOf(string path) =>
        Path.Combine(Folder, NarInfo.Parse(File.ReadAllText(NarinfoOf(path))).Url);

    /// <summary>A path's narinfo, as a server has it.</summary>
    public static string NarinfoName(string path) => $"{Path.GetFileName(path)[..32]}.narinfo";

    /// <summary>The same one elsewhere, to be changed.</summary>
    public CacheFolder CopyTo(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
        return this with { Folder = folder };
    }
}
