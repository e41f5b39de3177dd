using System.Management.Automation.Language;

namespace Verify.Scripts.Plan;

/// <summary>What a word of the language takes, in the order in which it is given.</summary>
/// <param name="Positions">Arguments without a name.</param>
/// <param name="Named">Parameters with a value.</param>
/// <param name="Switches">Parameters without.</param>
/// <param name="Required">Those that must be there.</param>
internal sealed record WordForm(
    string Word,
    IReadOnlyList<string> Positions,
    IReadOnlyList<string> Named,
    IReadOnlyList<string> Switches,
    IReadOnlyList<string> Required,
    string Example
);

/// <summary>The words that declare, where each may stand, and what it takes.</summary>
internal static class Words
{
    public static readonly WordForm Scenario = new(
        "Scenario",
        ["name", "title", "body"],
        [],
        [],
        ["name", "title", "body"],
        "Scenario 'our-edge' 'Playlists are never stale' { ... }"
    );

    public static readonly IReadOnlyList<WordForm> InScenario =
    [
        new(
            "Option",
            ["name", "kind"],
            ["Default", "Help", "Words"],
            [],
            ["name", "kind", "Help"],
            "Option Origin uri -Default 'http://127.0.0.1:8080' -Help 'where the stream is served'"
        ),
        new(
            "Outcome",
            ["id", "text", "expected"],
            [],
            [],
            ["id", "text", "expected"],
            "Outcome fresh 'How old a playlist may be' '2 s'"
        ),
        new(
            "Phase",
            ["id", "title", "body"],
            ["Proves", "Needs"],
            ["Always"],
            ["id", "title", "body"],
            "Phase 1 'Verify' -Proves 'playlists are fresh' { ... }"
        ),
    ];

    public static readonly IReadOnlyList<WordForm> InPhase =
    [
        Observation("Step"),
        Observation("Gate"),
        new(
            "Change",
            ["id", "title"],
            ["Do", "Undo", "Limit"],
            [],
            ["id", "title", "Do", "Undo"],
            "Change 1.1 'the TTL becomes 1 s' -Do { ... } -Undo { ... }"
        ),
        new(
            "Undo",
            ["id", "title", "body"],
            ["From", "Limit"],
            [],
            ["id", "title", "From"],
            "Undo 3.1 'everything is taken back' -From 1 { ... }"
        ),
    ];

    /// <summary>Where a word may stand; null where it declares nothing.</summary>
    public static string? PlaceOf(string word) =>
        Is(word, [Scenario]) ? "at the top of the file"
        : Is(word, InScenario) ? "in the block of Scenario"
        : Is(word, InPhase) ? "in the block of a Phase"
        : null;

    public static WordForm? Find(string? word, IEnumerable<WordForm> among) =>
        among.FirstOrDefault(one => one.Word.Equals(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The command that a statement consists of; null where it is another kind of statement.</summary>
    public static CommandAst? CommandOf(StatementAst statement) =>
        statement
            is PipelineAst
            {
                PipelineElements: [CommandAst { Redirections.Count: 0 } only],
                Background: false
            }
            ? only
            : null;

    private static bool Is(string word, IEnumerable<WordForm> among) =>
        Find(word, among) is not null;

    private static WordForm Observation(string word) =>
        new(
            word,
            ["id", "title", "body"],
            ["Limit"],
            [],
            ["id", "title", "body"],
            $"{word} 1.1 'the origin answers' {{ ... }}"
        );
}
