using System.Security.Cryptography;
using Verify.Origin.NixCache.Keys;
using Verify.Tests.Ground;
using Verify.Tests.Lab;
using Verify.Tests.Nix;

namespace Verify.Tests.NixCache.Keys;

/// <summary>Keys as the real nix makes and reads them; a secret one is nowhere but in its file.</summary>
[Parallelizable]
public sealed class KeyTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;
    private const string Name = "cache.home-1";

    [Test, CancelAfter(PatienceMilliseconds)]
    public async Task Keys_are_made_once_for_their_owner_alone_and_nix_takes_them(
        CancellationToken ct
    )
    {
        using var nix = await TestNix.MakeAsync(ct);
        var secretFile = nix.File($"{Name}.secret");

        var made = await VerifyProgram.RunAsync(
            ["nix-cache", "keys", "--name", Name, "--out", nix.Folder],
            ct
        );

        Assert.That(made.ExitCode, Is.Zero, made.Stderr);
        var secret = await File.ReadAllTextAsync(secretFile, ct);
        Assert.That(File.GetUnixFileMode(secretFile), Is.EqualTo(SecretKeyFile.Mode));
        Assert.That(made.Stdout + made.Stderr, Does.Not.Contain(secret.Split(':')[1]));
        Assert.That(made.Stdout, Does.StartWith($"{Name}:"));
        Assert.That(
            await File.ReadAllTextAsync(nix.File($"{Name}.public"), ct),
            Is.EqualTo(made.Stdout)
        );
        await MustBeTakenAsync(nix, secretFile, made.Stdout.Trim(), ct);

        var shown = await VerifyProgram.RunAsync(
            ["nix-cache", "keys", "--public-of", secretFile],
            ct
        );
        Assert.That(shown.Stdout, Is.EqualTo(made.Stdout));

        var again = await VerifyProgram.RunAsync(
            ["nix-cache", "keys", "--name", Name, "--out", nix.Folder],
            ct
        );
        Assert.That(again.ExitCode, Is.EqualTo(2));
        Assert.That(again.Stderr, Does.Contain("never overwritten"));
        Assert.That(await File.ReadAllTextAsync(secretFile, ct), Is.EqualTo(secret));
    }

    [TestCase(UnixFileMode.GroupRead)]
    [TestCase(UnixFileMode.OtherRead)]
    [TestCase(UnixFileMode.OtherWrite)]
    public void A_file_that_others_can_use_is_refused(UnixFileMode others)
    {
        using var folder = new TempFolder();
        var file = folder.File("k");
        File.WriteAllText(file, Secret);
        File.SetUnixFileMode(file, SecretKeyFile.Mode);
        Assert.That(SecretKeyFile.PublicKey("--key", file), Is.EqualTo(PublicOfSecret));

        File.SetUnixFileMode(file, SecretKeyFile.Mode | others);

        Assert.That(
            () => SecretKeyFile.PublicKey("--key", file),
            Throws.TypeOf<UsageError>().With.Message.Contains("chmod 600")
        );
    }

    [Test]
    public void A_secret_key_in_the_place_of_a_public_one_is_refused_and_not_repeated()
    {
        Assert.That(SigningKey.Public("--key", PublicOfSecret), Is.EqualTo(PublicOfSecret));
        Assert.That(
            () => SigningKey.Public("--key", Secret),
            Throws
                .TypeOf<UsageError>()
                .With.Message.Contains("secret")
                .And.Message.Not.Contains(Secret[^20..])
        );
    }

    [TestCase("")]
    [TestCase("a b")]
    [TestCase("a:b")]
    [TestCase("-a")]
    [TestCase("../a")]
    [TestCase("a\n")]
    public void A_name_that_is_none_is_refused(string name) =>
        Assert.That(
            () => KeyName.Of("--name", name),
            Throws.TypeOf<UsageError>().With.Message.StartsWith("--name ")
        );

    private static readonly byte[] Bytes = RandomNumberGenerator.GetBytes(64);
    private static readonly string Secret = $"a-1:{Convert.ToBase64String(Bytes)}";
    private static readonly string PublicOfSecret =
        $"a-1:{Convert.ToBase64String(Bytes.AsSpan(32))}";

    // What is signed with the one is accepted by the other: the pair is a pair.
    private static async Task MustBeTakenAsync(
        TestNix nix,
        string secretFile,
        string publicKey,
        CancellationToken ct
    )
    {
        var path = await SomePath.BuildAsync(nix, "signed", ct);
        Assert.That(await IsTakenAsync(), Is.False, "nobody has signed it");
        await nix.Store.MustAsync(
            nix.Folder,
            ["nix", "store", "sign", "--key-file", secretFile, path],
            ct
        );
        Assert.That(await IsTakenAsync(), Is.True);

        Task<bool> IsTakenAsync() => SomePath.IsTrustedAsync(nix, path, publicKey, ct);
    }
}
