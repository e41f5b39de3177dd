using System.CommandLine;
using Verify.Origin.NixCache.Modules;
using Verify.Scenarios.Output;

namespace Verify.Scenarios.Cli.NixCache;

/// <summary>How a module is printed.</summary>
internal sealed class ModuleFormat
{
    private const string Nix = "nix";
    private const string Json = "json";

    public Option<string> Option { get; } =
        new("--format")
        {
            Description = "Print the module as nix, or its values as json.",
            HelpName = $"{Nix}|{Json}",
            DefaultValueFactory = _ => Nix,
        };

    public void Write(ParseResult parsed, NixModule module)
    {
        switch (parsed.GetValue(Option))
        {
            case Nix:
                Console.Write(module.Nix);
                break;
            case Json:
                JsonOutput.Write(module.Json);
                break;
            case var other:
                throw new UsageError($"--format '{other}': known are {Nix} and {Json}.");
        }
    }
}
