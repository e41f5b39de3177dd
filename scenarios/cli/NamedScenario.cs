using System.CommandLine;
using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>
/// The scenario that a command line names, and its options: which options a verb takes depends on the scenario, so its name
/// is looked for before the line is read.
/// </summary>
internal sealed class NamedScenario
{
    private readonly Argument<string> name = new("name")
    {
        Description =
            "The scenario: see ./run.ps1 list. Its own options: ./run.ps1 scenario NAME --help.",
    };

    private readonly Option<string?> phases = new("--phase")
    {
        Description = "Run only these phases and their prerequisites, as in --phase 2,5.",
        HelpName = "LIST",
    };

    private readonly DeclaredOptions own;

    /// <param name="words">What was typed after the verb.</param>
    public NamedScenario(System.CommandLine.Command command, IReadOnlyList<string> words)
    {
        var named = words.FirstOrDefault(ScenarioCatalogue.Names.Contains);
        own = new(named is null ? [] : ScenarioCatalogue.Find(named).Options);
        command.Add(name);
        command.Add(phases);
        own.AddTo(command);
        // A name that is none is said first: options that belong to no scenario are only a consequence.
        command.TreatUnmatchedTokensAsErrors = named is not null || !words.Any(IsName);
    }

    public Scenario Find(ParseResult parsed) => ScenarioCatalogue.Find(parsed.GetValue(name)!);

    /// <summary>A request with what its own options, and the phases, say.</summary>
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
