namespace Verify.Engine.Secrets;

/// <summary>The secrets that the program was given: those it was told of, and those that its command line shows.</summary>
public static class GivenSecrets
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

    public static IReadOnlyList<string> OfThisProgram() =>
        Of(
            [.. Environment.GetCommandLineArgs().Skip(1)],
            Environment.GetEnvironmentVariable(Variable)
        );

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
}
