using Verify.Engine;

namespace Verify.Origin.NixCache.Keys;

/// <summary>A file with a secret key.</summary>
public static class SecretKeyFile
{
    public const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    // A key is some 110 bytes; whatever is longer is something else.
    private const int MostBytes = 4096;

    /// <summary>Its public key.</summary>
    /// <exception cref="UsageError">Others can read it, or it holds no secret key.</exception>
    public static string PublicKey(string option, string path)
    {
        MustBePrivate(option, path);
        if (new FileInfo(path).Length > MostBytes)
            throw NoKey(option, path);
        return SigningKey.PublicOf(File.ReadAllText(path)) ?? throw NoKey(option, path);
    }

    /// <exception cref="UsageError">There is none, or others can read it.</exception>
    public static void MustBePrivate(string option, string path)
    {
        if (!File.Exists(path))
            throw new UsageError(
                $"{option} {path}: there is no such file. Make keys with ./run.ps1 nix-cache keys --name NAME --out DIR."
            );
        if (File.GetUnixFileMode(path) is var mode && (mode & Others) != 0)
            throw new UsageError(
                $"{option} {path}: its mode is {Convert.ToString((int)mode, 8)}, and others than its owner may read or change it. A key that others have read signs for them too: make new keys, or, if nobody has, chmod 600 {path}."
            );
    }

    private static UsageError NoKey(string option, string path) =>
        new(
            $"{option} {path}: this is not a secret key of nix, which is one line: NAME:BASE64 with 64 bytes."
        );
}
