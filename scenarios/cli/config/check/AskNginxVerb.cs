using System.CommandLine;
using System.Text.Json;
using Verify.Engine.Labs;
using Verify.Engine.Namespaces;
using Verify.Fixtures.Nginx;
using Verify.Instruments.Nginx.Server;

namespace Verify.Scenarios.Cli.Config.Check;

/// <summary>Asks the installed nginx of a configuration in a lab that ends with the answer.</summary>
internal sealed class AskNginxVerb() : Verb(Word, "Runs in a lab; started by config check.")
{
    public const string Word = "ask-nginx";

    private readonly Argument<string> folder = new("folder");

    public override bool IsHidden => true;

    /// <summary>What it leaves in the folder that holds the configuration.</summary>
    public static string AnswerIn(string folder) => Path.Combine(folder, "answer.json");

    protected override void Build(System.CommandLine.Command command)
    {
        command.Add(folder);
        command.SetAction(parsed =>
        {
            if (!Lab.IsInside)
                throw new UsageError(
                    $"'{Word}' is for the program itself. Use ./run.ps1 config check FILE."
                );
            var interrupted = LifeLine.Watch();
            Lab.Arrange([new NginxService()]);
            AskAsync(parsed.GetValue(folder)!, interrupted).GetAwaiter().GetResult();
        });
    }

    private static async Task AskAsync(string folder, CancellationToken ct)
    {
        var configuration = await ServerConfiguration.RestoreAsync(folder);
        using var compartment = Compartment.Isolated();
        var answer = await NginxTest.AskAsync(configuration, compartment, ct);
        await File.WriteAllTextAsync(AnswerIn(folder), JsonSerializer.Serialize(answer), ct);
    }
}
