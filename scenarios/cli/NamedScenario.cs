using System.CommandLine;

namespace Verify.Scenarios.Cli;

/// <summary>
/// The scenario named on a command line, with its options. Which options a verb takes depends on the scenario, so the name
/// is looked up before the line is parsed.
/// </summary>
internal sealed class NamedScenario
{
    private readonly Argument<string> name = new("name")
    {
        Description =
            "The scenario, or the path of a script. ./run.ps1 list shows the names, ./run.ps1 scenario NAME --help its options.",
    };

    private readonly Option<string?> phases = new("--phase")
    {
        Description = "Run only these phases and their prerequisites, as in --phase 2,5.",
        HelpName = "LIST",
    };

    private readonly DeclaredOptions own;
    private readonly Scenario? found;

    /// <param name="words">What was typed after the verb.</param>
    public NamedScenario(System.CommandLine.Command command, IReadOnlyList<string> words)
    {
        var named = words.FirstOrDefault(ScenarioCatalogue.IsNamed);
        found = named is null ? null : ScenarioCatalogue.Find(named);
        own = new(found?.Options ?? []);
        command.Add(name);
        command.Add(phases);
        own.AddTo(command);
        // An unknown name is reported first; that its options are unknown too is only a consequence.
        command.TreatUnmatchedTokensAsErrors = named is not null || !words.Any(IsName);
    }

    public Scenario Find(ParseResult parsed) =>
        found ?? ScenarioCatalogue.Find(parsed.GetValue(name)!);

    /// <summary>A request completed from the scenario's options and --phase.</summary>
    public RunRequest In(RunRequest request, Scenario scenario, ParseResult parsed) =>
        scenario.Prepare(
            request with
            {
                Parameters = own.Read(parsed),
                Phases = parsed
                    .GetValue(phases)
                    ?.Split(
                        ',',
                        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                    ),
            }
        );

    private static bool IsName(string word) => !word.StartsWith('-');
}
