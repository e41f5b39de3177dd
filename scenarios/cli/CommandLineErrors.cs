using System.CommandLine;
using System.CommandLine.Parsing;

namespace Verify.Scenarios.Cli;

/// <summary>What is said of a command line that cannot be read: one message, and what to type instead.</summary>
internal static class CommandLineErrors
{
    private const string Program = "./run.ps1";
    private const string Help = "help";

    public static UsageError Explain(ParseResult parsed, string[] args)
    {
        var where = parsed.CommandResult.Command;
        // The library skips what it does not know, and goes by the verb that comes after it.
        if (OfTheWholeLine(parsed.RootCommandResult.Command, args) is { } whole)
            return new(whole);
        if (parsed.UnmatchedTokens is [var word, ..])
            return OfAnotherScenario(parsed, args) ?? Unknown(where, word);
        // The library lists what is allowed line by line; here an error is one line.
        return new(
            string.Join(" ", parsed.Errors.Select(error => OneLine(error.Message)).Distinct())
                + $" Try {Program}{PathOf(where)} --help."
        );
    }

    /// <summary>An option that the verb does not have, which the library took for an argument; null where there is none.</summary>
    public static UsageError? Misread(ParseResult parsed, string[] args) =>
        // After "--" everything is an argument.
        args.Contains("--")
            ? null
        : parsed
            .CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)
            .FirstOrDefault(word => word.StartsWith("--", StringComparison.Ordinal))
            is { } option
            ? Unknown(parsed.CommandResult.Command, option)
        : null;

    /// <summary>" Type: ...", the line as it was meant; nothing where the slip is in no word of it or in several.</summary>
    public static string Retyped(string[] args, (string Typed, string Meant) slip) =>
        args.Count(word => word == slip.Typed) == 1
            ? Type([.. args.Select(word => word == slip.Typed ? slip.Meant : word)])
            : "";

    // All of them in one message, so that nobody has to try again for each.
    private static UsageError? OfAnotherScenario(ParseResult parsed, string[] args)
    {
        if (args.Skip(1).FirstOrDefault(ScenarioCatalogue.IsNamed) is not { } named)
            return null;
        var others = parsed
            .UnmatchedTokens.Select(word => word.Split('=')[0])
            .Where(word => OwnersOf(word).Any())
            .Distinct()
            .ToArray();
        if (others.Length == 0)
            return null;
        var where = parsed.CommandResult.Command;
        var takes = string.Join(", ", where.Options.Select(option => option.Name));
        return new(
            $"{named} does not take {string.Join(", ", others)} ({(others.Length == 1 ? "an option" : "options")} of {And([.. others.SelectMany(OwnersOf).Distinct()])})."
                + $" '{where.Name} {named}' takes {takes}."
        );
    }

    private static string And(string[] all) =>
        all is [.. var first, var last] && first.Length > 0
            ? $"{string.Join(", ", first)} and {last}"
            : string.Concat(all);

    private static IEnumerable<string> OwnersOf(string word) =>
        ScenarioCatalogue
            .All.Where(one => one.Options.Any(option => $"--{option.Name}" == word))
            .Select(one => one.Name);

    private static UsageError Unknown(System.CommandLine.Command where, string word)
    {
        var isOption = word.StartsWith('-');
        var allowed = isOption
            ? where.Options.Select(option => option.Name).ToArray()
            : [.. Verbs(where).Select(verb => verb.Name)];
        var what =
            isOption ? "option"
            : where is RootCommand ? "verb"
            : "argument";
        return new(
            $"'{word}' is not a known {what}{Of(where)}."
                + (allowed.Length == 0 ? "" : $" Known are {string.Join(", ", allowed)}.")
                + NearestMatch.Hint(word, allowed)
        )
        {
            Slip = NearestMatch.Of(word, allowed) is { } meant ? (word, meant) : null,
        };
    }

    // What people type who know the words and not their order.
    private static string? OfTheWholeLine(System.CommandLine.Command root, string[] args)
    {
        if (args is not [var first, .. var rest])
            return null;
        if (first == Help)
            return rest is [var about, ..] && Verbs(root).Any(verb => verb.Name == about)
                ? $"'{Help}' is not a verb: each verb explains itself.{Type([about, "--help"])}"
                : $"'{Help}' is not a verb.{Type(["--help"])}";
        if (ScenarioCatalogue.IsNamed(first))
            return $"'{first}' is a scenario, not a verb.{Type(["scenario", .. args])}";
        if (first.StartsWith('-'))
        {
            var verb = Array.FindIndex(args, word => Verbs(root).Any(one => one.Name == word));
            return verb > 0
                ? $"'{first}' stands before the verb '{args[verb]}'; options follow it.{Type([.. args[verb..], .. args[..verb]])}"
                : null;
        }
        return Verbs(root).Any(verb => verb.Name == first)
            ? null
            : Verbs(root)
                .Where(verb => Verbs(verb).Any(one => one.Name == first))
                .Select(verb =>
                    $"'{first}' is a part of '{verb.Name}'.{Type([verb.Name, .. args])}"
                )
                .FirstOrDefault();
    }

    private static string Type(string[] words) => $" Type: {Program} {ShellWords.Join(words)}";

    private static IEnumerable<System.CommandLine.Command> Verbs(System.CommandLine.Command of) =>
        of.Subcommands.Where(verb => !verb.Hidden);

    private static string OneLine(string message) =>
        string.Join(
                ", ",
                message.Split(
                    '\n',
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                )
            )
            .TrimEnd('.') + ".";

    // " config diff" for a verb within a verb, nothing for the program itself.
    private static string PathOf(System.CommandLine.Command where) =>
        where is RootCommand
            ? ""
            : string.Concat(where.Parents.OfType<System.CommandLine.Command>().Select(PathOf))
                + $" {where.Name}";

    private static string Of(System.CommandLine.Command where) =>
        where is RootCommand ? "" : $" of '{where.Name}'";
}
