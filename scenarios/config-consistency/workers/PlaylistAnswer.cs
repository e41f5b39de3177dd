namespace Verify.Scenarios.ConfigConsistency.Workers;

/// <summary>An answer as a viewer got it, and when it was asked for and was there, by the run's clock.</summary>
/// <param name="Version">Of the configuration that it was made with; null where there is none.</param>
internal sealed record PlaylistAnswer(
    int Status,
    int? Version,
    string Text,
    TimeSpan Sent,
    TimeSpan Received
)
{
    /// <summary>The id of its ad break; null where it has none.</summary>
    public string? Ad => Text.Split("ID=\"", 2) is [_, var rest] ? rest.Split('"')[0] : null;

    /// <summary>Whether it has an ad break of this id.</summary>
    public bool Has(string ad) => Ad == ad;
}
