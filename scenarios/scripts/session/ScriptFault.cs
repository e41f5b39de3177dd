using System.Management.Automation;
using System.Text.RegularExpressions;

namespace Verify.Scripts.Session;

/// <summary>An error of a script, with its place and the statement that caused it.</summary>
internal static partial class ScriptFault
{
    public static CannotRun Of(RuntimeException failed, Body body)
    {
        // A command that calls a block wraps what went wrong in it: the innermost knows the place.
        while (failed is CmdletInvocationException { InnerException: RuntimeException inner })
            failed = inner;
        var error = failed.ErrorRecord;
        var place = PlaceOf(error, body);
        var message = (
            failed.InnerException is CannotRun own
                ? own.Message
                : error.Exception?.Message ?? failed.Message
        ).Trim();
        var statement = error.InvocationInfo?.Line?.Trim();
        return new(
            string.IsNullOrEmpty(statement)
                ? $"{place}: {message}"
                : $"{place}: {message}\n    {statement}",
            failed
        );
    }

    // The true line is the first of the stack; the position's may be that of the block.
    private static string PlaceOf(ErrorRecord error, Body body)
    {
        var line =
            Line().Match(error.ScriptStackTrace ?? "") is { Success: true } found
                ? found.Groups["line"].Value
            : error.InvocationInfo?.ScriptLineNumber is > 0 and var at ? $"{at}"
            : $"{body.Block.Extent.StartLineNumber}";
        var column = error.InvocationInfo?.OffsetInLine is > 0 and var offset ? $":{offset}" : "";
        return $"{body.File}:{line}{column}";
    }

    [GeneratedRegex(@"line (?<line>\d+)")]
    private static partial Regex Line();
}
