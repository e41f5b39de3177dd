using System.CommandLine;
using Verify.Fixtures.Nix;
using Verify.Origin.NixCache.Keys;

namespace Verify.Scenarios.Cli.NixCache;

/// <summary>Makes a pair of signing keys, or prints the public key of a secret one. A secret key is never printed.</summary>
internal sealed class KeysVerb()
    : Verb(
        "keys",
        "Make a pair of signing keys in files and print the public one; or print the public key of a secret one."
    )
{
    private readonly Option<string?> name = new("--name")
    {
        Description = "The new key's name, such as cache.home-1.",
        HelpName = "NAME",
    };
    private readonly Option<string?> into = new("--out")
    {
        Description =
            "The folder for NAME.secret (mode 600) and NAME.public. Nothing that is there is overwritten.",
        HelpName = "DIR",
    };
    private readonly Option<string?> publicOf = new("--public-of")
    {
        Description = "Print the public key of this secret one.",
        HelpName = "FILE",
    };

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(name);
        command.Add(into);
        command.Add(publicOf);
        command.SetAction(
            async (parsed, ct) =>
            {
                switch (parsed.GetValue(name), parsed.GetValue(into), parsed.GetValue(publicOf))
                {
                    case (null, null, { } file):
                        Console.WriteLine(SecretKeyFile.PublicKey(publicOf.Name, file));
                        break;
                    case ({ } named, { } folder, null):
                        await MakeAsync(KeyName.Of(name.Name, named), folder, ct);
                        break;
                    default:
                        throw new UsageError(
                            "Give --name NAME and --out DIR to make keys, or --public-of FILE to print the public key of a secret one."
                        );
                }
            }
        );
    }

    private async Task MakeAsync(string named, string folder, CancellationToken ct)
    {
        if (!Directory.Exists(folder))
            throw new UsageError(
                $"{into.Name} {(folder.Length == 0 ? "is empty" : folder)}: there is no such folder. Make it first, and let nobody else write to it."
            );
        var (secretFile, publicFile) = (
            Path.Combine(folder, $"{named}.secret"),
            Path.Combine(folder, $"{named}.public")
        );
        foreach (var file in new[] { secretFile, publicFile })
            if (Path.Exists(file))
                throw new UsageError(
                    $"{into.Name} {folder}: {file} is there, and keys are never overwritten. Choose another name, such as one with a higher number."
                );
        var made = await Verify.Engine.Programs.Command.RunAsync(
            [
                NixService.Nix.MustFind(),
                "--extra-experimental-features",
                "nix-command",
                "key",
                "generate-secret",
                "--key-name",
                named,
            ],
            ct
        );
        // What it said on standard output is the key, and stands in no message.
        if (made.ExitCode != 0 || SigningKey.PublicOf(made.Stdout) is not { } publicKey)
            throw new CannotRun(
                $"{made.Shown} made no key (exit {made.ExitCode}): {made.Stderr.Trim()}"
            );
        await WriteAsync(secretFile, made.Stdout.Trim(), SecretKeyFile.Mode, ct);
        await WriteAsync(
            publicFile,
            $"{publicKey}\n",
            SecretKeyFile.Mode | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            ct
        );
        Console.Error.WriteLine($"{secretFile}: the secret key, mode 600; it stays on the server");
        Console.WriteLine(publicKey);
    }

    // Made with its mode, and only if it is not there: at no moment can anybody else read it.
    private static async Task WriteAsync(
        string path,
        string text,
        UnixFileMode mode,
        CancellationToken ct
    )
    {
        await using var file = new FileStream(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = mode,
            }
        );
        await using var writer = new StreamWriter(file);
        await writer.WriteAsync(text.AsMemory(), ct);
    }
}
