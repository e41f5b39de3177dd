using System.CommandLine;
using System.Text.RegularExpressions;

namespace Verify.Scenarios.Cli.Scripts;

/// <summary>Writes a first script, which runs as it is.</summary>
internal static partial class NewScript
{
    private const string Example = "first";

    public static System.CommandLine.Command Command()
    {
        var name = new Argument<string>("name")
        {
            Description = "What the scenario is called; NAME.scenario.ps1 is written here.",
        };
        var command = new System.CommandLine.Command(
            "new",
            "Write a first script of your own, which runs as it is."
        );
        command.Add(name);
        command.SetAction(parsed => Write(parsed.GetValue(name)!));
        return command;
    }

    private static int Write(string name)
    {
        if (!Plain().IsMatch(name))
            throw new UsageError(
                $"A scenario is not called '{name}'. Give small letters, digits and hyphens, such as our-edge."
            );
        var file = $"{name}.scenario.ps1";
        if (Path.Exists(file))
            throw new UsageError(
                $"{Path.GetFullPath(file)} is there already, and is left as it is. Give another name."
            );
        var text = File.ReadAllText(
            Path.Combine(Checkout.Root, "scenarios", "scripts", $"{Example}.scenario.ps1")
        );
        using (var written = new StreamWriter(new FileStream(file, FileMode.CreateNew)))
            written.Write(
                text.Replace(
                    $"Scenario '{Example}'",
                    $"Scenario '{name}'",
                    StringComparison.Ordinal
                )
            );
        Console.WriteLine($"{Path.GetFullPath(file)} is written. Run it: scenario {file}");
        return 0;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,40}$")]
    private static partial Regex Plain();
}
