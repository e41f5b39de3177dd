namespace Verify.Reports.Allure;

/// <summary>A test result as Allure's reader knows it (format 2, read by Allure 2 and 3).</summary>
internal sealed record AllureResult(
    string Uuid,
    string HistoryId,
    string TestCaseId,
    string FullName,
    string Name,
    string? DescriptionHtml,
    string Status,
    AllureDetails? StatusDetails,
    long Start,
    long Stop,
    IReadOnlyList<AllureLabel> Labels,
    IReadOnlyList<AllureParameter> Parameters,
    IReadOnlyList<AllureAttachment> Attachments,
    IReadOnlyList<AllureStep> Steps
)
{
    public string Stage { get; init; } = "finished";

    public IReadOnlyList<string> TitlePath { get; init; } = [];
}

/// <summary>A step within a test result.</summary>
internal sealed record AllureStep(
    string Name,
    string Status,
    AllureDetails? StatusDetails,
    long Start,
    long Stop,
    IReadOnlyList<AllureStep> Steps
)
{
    public string Stage { get; init; } = "finished";
}

/// <param name="Expected">Shown as a comparison where <paramref name="Actual"/> is given too.</param>
/// <param name="Flaky">Its verdict changed between runs although nothing that is known of them did.</param>
internal sealed record AllureDetails(
    string? Message,
    string? Trace = null,
    string? Expected = null,
    string? Actual = null,
    bool? Flaky = null
);

internal sealed record AllureLabel(string Name, string Value);

/// <param name="Excluded">It is no part of what makes two results the same test: a measured value is not.</param>
internal sealed record AllureParameter(string Name, string Value, bool Excluded);

/// <param name="Source">A file beside the results; each may be named once only, a second use is lost.</param>
internal sealed record AllureAttachment(string Name, string Source, string Type);
