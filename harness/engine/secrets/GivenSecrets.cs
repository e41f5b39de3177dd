using System.Collections;
using System.Text.RegularExpressions;

namespace Verify.Engine.Secrets;

/// <summary>
/// The secrets that the program was given: those it was told of, those that its command line shows, and those that its
/// environment has behind names that end as names of secrets do.
/// </summary>
public static partial class GivenSecrets
{
    /// <summary>Further secrets, one a line: as a CI's own secrets are handed to what it runs.</summary>
    public const string Variable = "VERIFY_SECRETS";

    // They are behind telling names now and then, and hiding them everywhere would tell nothing and spoil much.
    private static readonly HashSet<string> NoSecrets = new(StringComparer.OrdinalIgnoreCase)
    {
        "true",
        "false",
        "none",
        "null",
        "auto",
        "basic",
        "bearer",
        "digest",
        "negotiate",
    };

    private const int ShortestInEnvironment = 8;

    public static IReadOnlyList<string> OfThisProgram() =>
        [
            .. Of(
                    [.. Environment.GetCommandLineArgs().Skip(1)],
                    Environment.GetEnvironmentVariable(Variable)
                )
                .Concat(InEnvironment(Environment.GetEnvironmentVariables()))
                .Distinct(),
        ];

    /// <summary>What stands behind such a name, as AWS_SECRET_ACCESS_KEY; a short value is a word or a switch.</summary>
    public static IEnumerable<string> InEnvironment(IDictionary variables) =>
        variables
            .Cast<DictionaryEntry>()
            .Where(one => Named().IsMatch((string)one.Key))
            .Select(one => (string?)one.Value ?? "")
            .Where(value => value.Length >= ShortestInEnvironment);

    /// <param name="told">The variable's value.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> arguments, string? told) =>
        [
            .. arguments
                .SelectMany(argument => CommandSecrets.In(argument))
                .Concat(CommandSecrets.Options(arguments))
                .Where(secret => !NoSecrets.Contains(secret))
                .Concat(
                    told?.Split(
                        '\n',
                        StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                    ) ?? []
                )
                .Distinct(),
        ];

    [GeneratedRegex("(SECRET|PASSWORD|PASSWD|TOKEN|SECRET_KEY|SECRET_ACCESS_KEY)$")]
    private static partial Regex Named();
}
