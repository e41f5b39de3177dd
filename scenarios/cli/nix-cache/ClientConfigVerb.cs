using System.CommandLine;
using Verify.Origin.NixCache.Designs;
using Verify.Origin.NixCache.Hardware;
using Verify.Origin.NixCache.Keys;

namespace Verify.Scenarios.Cli.NixCache;

/// <summary>A NixOS module for a client of a cache.</summary>
internal sealed class ClientConfigVerb()
    : Verb(
        "client",
        "Print a NixOS module for a client: which cache, which key, and when to give up."
    )
{
    private readonly Option<string[]> key = new("--key")
    {
        Description =
            "A file with the server's public key, as 'nix-cache keys' writes it. Repeatable: two while keys are rotated.",
        HelpName = "FILE",
        Required = true,
    };
    private readonly Option<string?> server = new("--server")
    {
        Description = "The server's address on the cable (default: 10.255.255.1).",
        HelpName = "ADDRESS",
    };
    private readonly Option<string?> address = new("--address")
    {
        Description = "The client's own address on the cable (default: 10.255.255.2).",
        HelpName = "ADDRESS",
    };
    private readonly Option<string> cable = new("--interface")
    {
        Description = "The client's interface that the direct cable is in.",
        HelpName = "NAME",
        Required = true,
    };
    private readonly Option<string> design = DesignOption.New();
    private readonly ModuleFormat format = new();

    protected override void Build(System.CommandLine.Command command)
    {
        foreach (var option in (Option[])[key, server, address, cable, design, format.Option])
            command.Add(option);
        command.SetAction(parsed =>
        {
            var defaults = new CachePlace();
            var place = defaults with
            {
                ServerAddress = Address(parsed, server) ?? defaults.ServerAddress,
                ClientAddress = Address(parsed, address) ?? defaults.ClientAddress,
            };
            if (place.ServerAddress == place.ClientAddress)
                throw new UsageError(
                    $"{address.Name} {place.ClientAddress} is in use: it is the server's. Give the client another one of the same network."
                );
            var keys = parsed.GetValue(key)!.Select(Public).ToArray();
            var chosen = DesignOption.Find(parsed.GetValue(design)!);
            format.Write(
                parsed,
                chosen.ClientModule(
                    HardwareLimits.Interface(cable.Name, parsed.GetValue(cable)!),
                    place,
                    chosen.Client(HardwareProfile.Planned, place, keys, [])
                )
            );
        });
    }

    // The key itself on a command line would be masked as a secret in what is printed.
    private string Public(string file) =>
        File.Exists(file)
            ? SigningKey.Public(key.Name, File.ReadAllText(file).Trim())
            : throw new UsageError(
                $"{key.Name} '{file}': there is no such file. Give the file with the server's public key: ./run.ps1 nix-cache keys --name NAME --out DIR makes NAME.public."
            );

    private static string? Address(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { } given ? HardwareOptions.Address(option.Name, given) : null;
}
