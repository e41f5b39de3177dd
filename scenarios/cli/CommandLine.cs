using System.CommandLine;
using Verify.Engine.Labs;
using Verify.Engine.Secrets;
using Verify.Engine.Trust;
using Verify.Reports.Tree;

namespace Verify.Scenarios.Cli;

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
        try
        {
            // A script that is named is read here, since it declares options.
            foreach (var verb in verbs)
                root.Subcommands.Add(verb.ToCommand(args));
            var parsed = root.Parse(args);
            if (parsed.Errors.Count > 0)
                throw CommandLineErrors.Explain(parsed, args);
            if (CommandLineErrors.Misread(parsed, args) is { } misread)
                throw misread;
            // A fault of ours shall show itself whole; errors of the user's are caught below.
            return parsed.Invoke(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false }
            );
        }
        catch (Exception error) when (error is UsageError or CannotRun or LabKilled)
        {
            var how = error is UsageError { Slip: { } slip }
                ? CommandLineErrors.Retyped(args, slip)
                : "";
            Console.Error.WriteLine($"verify: {Printable.Block($"{error.Message}{how}")}");
            return error is UsageError ? UsageExit : CannotRunExit;
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            Console.Error.WriteLine(
                $"verify: {Printable.Block($"{error.Message}{FileAdvice.After(error)}")}"
            );
            return CannotRunExit;
        }
        catch (Exception fault) when (mask.Secrets.Count > 0)
        {
            // Whole, as the runtime would show it; but the runtime hides no secret.
            Console.Error.WriteLine($"Unhandled exception. {fault}");
            return AbortedExit;
        }
    }
}
