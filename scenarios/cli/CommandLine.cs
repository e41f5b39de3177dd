using System.CommandLine;
using Verify.Engine;

namespace Verify.Scenarios;

/// <summary>From arguments to an exit code; every error is one message on stderr.</summary>
internal static class CommandLine
{
    private const int UsageExit = 2;
    private const int CannotRunExit = 3;

    // As a shell reports what the runtime does with an exception that nobody catches (SIGABRT).
    private const int AbortedExit = 134;

    public static int Run(IReadOnlyList<Verb> verbs, string[] args)
    {
        LabErrors.Take();
        Interruptible.Ensure();
        OwnFiles.Ensure();
        var mask = SecretMask.OfThisProgram();
        MaskedWriter.Cover(mask);
        var root = new RootCommand("Verify proves a caching change before it ships.");
        foreach (var verb in verbs)
            root.Subcommands.Add(verb.ToCommand());
        try
        {
            var parsed = root.Parse(args);
            if (parsed.Errors.Count > 0)
                throw new UsageError(Explain(parsed));
            // A fault of ours shall show itself whole; errors of the user's are caught below.
            return parsed.Invoke(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false }
            );
        }
        catch (Exception error) when (error is UsageError or CannotRun or LabKilled)
        {
            Console.Error.WriteLine($"verify: {error.Message}");
            return error is UsageError ? UsageExit : CannotRunExit;
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            Console.Error.WriteLine($"verify: {error.Message}");
            return CannotRunExit;
        }
        catch (Exception fault) when (mask.Secrets.Count > 0)
        {
            // Whole, as the runtime would show it; but the runtime hides no secret.
            Console.Error.WriteLine($"Unhandled exception. {fault}");
            return AbortedExit;
        }
    }

    private static string Explain(ParseResult parsed)
    {
        var where = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is [var word, ..])
        {
            var isOption = word.StartsWith('-');
            var allowed = isOption
                ? where.Options.Select(option => option.Name).ToArray()
                : [.. where.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name)];
            var what =
                isOption ? "option"
                : where is RootCommand ? "verb"
                : "argument";
            return $"'{word}' is not a known {what}{Of(where)}."
                + (allowed.Length == 0 ? "" : $" Known are {string.Join(", ", allowed)}.")
                + NearestMatch.Hint(word, allowed);
        }
        // The library lists what is allowed line by line; here an error is one line.
        return string.Join(" ", parsed.Errors.Select(error => OneLine(error.Message)).Distinct())
            + $" Try ./run.ps1{PathOf(where)} --help.";
    }

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
