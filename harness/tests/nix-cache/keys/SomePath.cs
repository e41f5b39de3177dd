using Verify.Tests.Nix;

namespace Verify.Tests.NixCache.Keys;

/// <summary>Paths of a test's own store.</summary>
internal static class SomePath
{
    /// <summary>Builds one, which needs a signature as a file that is only added does not.</summary>
    /// <returns>Its path in the store.</returns>
    public static async Task<string> BuildAsync(TestNix nix, string name, CancellationToken ct)
    {
        var built = await nix.Store.MustAsync(
            nix.Folder,
            [
                "nix-build",
                "--no-out-link",
                "--expr",
                $"derivation {{ name = \"{name}\"; system = builtins.currentSystem; builder = \"/bin/sh\"; args = [ \"-c\" \"echo {name} > $out\" ]; }}",
            ],
            ct
        );
        return built.Stdout.Trim();
    }

    /// <summary>Whether nix finds a signature on it that a public key accepts.</summary>
    /// <param name="store">A cache; the test's own store where it is empty.</param>
    public static async Task<bool> IsTrustedAsync(
        TestNix nix,
        string path,
        string publicKey,
        CancellationToken ct,
        string store = ""
    )
    {
        var said = await nix.Store.RunAsync(
            nix.Folder,
            [
                "nix",
                "store",
                "verify",
                "--no-contents",
                "--sigs-needed",
                "1",
                "--option",
                "trusted-public-keys",
                publicKey,
                .. store.Length == 0 ? (string[])[] : ["--store", store],
                path,
            ],
            ct
        );
        return said.ExitCode == 0;
    }
}
