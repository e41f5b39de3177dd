using Verify.Engine;

namespace Verify.Origin.NixCache.Keys;

/// <summary>Keys as nix writes them: the name, a colon, and the key in base 64.</summary>
public static class SigningKey
{
    private const int PublicBytes = 32;

    // The seed, and the public key after it (Ed25519 as libsodium keeps it).
    private const int SecretBytes = 64;

    /// <summary>A public key that somebody typed.</summary>
    public static string Public(string option, string text)
    {
        var length = Parse(text)?.Key.Length;
        if (length == SecretBytes)
            // It is not repeated here: it would end in a log.
            throw new UsageError(
                $"{option}: this is a secret key, and belongs on the server alone. Give the public one: ./run.ps1 nix-cache keys --public-of FILE prints it. Anybody who has seen the command may have the secret; make new keys."
            );
        return length == PublicBytes
            ? text
            : throw new UsageError(
                $"{option} '{text}': give a public key as 'nix-cache keys' prints it, such as cache.home-1:BASE64 with 32 bytes."
            );
    }

    /// <summary>The public key of a secret one; null where the text is no secret key.</summary>
    public static string? PublicOf(string secret) =>
        Parse(secret.Trim()) is { Key.Length: SecretBytes } key
            ? $"{key.Name}:{Convert.ToBase64String(key.Key.AsSpan(SecretBytes - PublicBytes))}"
            : null;

    private static (string Name, byte[] Key)? Parse(string text)
    {
        if (text.Split(':') is not [var name, var key] || !KeyName.Is(name))
            return null;
        var bytes = new byte[SecretBytes + 1];
        return Convert.TryFromBase64String(key, bytes, out var length)
            ? (name, bytes[..length])
            : null;
    }
}
