namespace Verify.Reports.Allure;

/// <summary>Tells a missed claim from a broken environment in Allure's list of what went wrong.</summary>
internal sealed record AllureCategory(
    string Name,
    IReadOnlyList<string> MatchedStatuses,
    string? MessageRegex = null
)
{
    // By the message's first word, which is the verdict's.
    public static readonly IReadOnlyList<AllureCategory> All =
    [
        new("Claims missed", ["failed"]),
        new("Cannot tell", ["broken"], "^inconclusive(.|\n)*"),
        new("Cut off", ["broken"], "^interrupted(.|\n)*"),
        new("Could not be carried out", ["broken"], "^broken(.|\n)*"),
        new("Blocked by an earlier phase", ["skipped"], "^blocked(.|\n)*"),
        new("Not run", ["skipped"], "^(skipped|not run)(.|\n)*"),
    ];
}
