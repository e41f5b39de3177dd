namespace Verify.Reports.Plots;

/// <summary>A run's headline figures over the nights: drawn by its night, and put into the run's folder.</summary>
/// <remarks>A file, so that every report made of the run later shows it too.</remarks>
public static class NightsPlot
{
    public const string FileName = "over-the-nights.svg";
    public const string Name = "headline figures over the nights";

    private const string Text =
        "The headline figures of this run beside those of the nights before it";

    /// <summary>Null where the run is of no night, or its night had nothing to draw.</summary>
    public static Plot? Of(string runFolder)
    {
        var file = Path.Combine(runFolder, FileName);
        return File.Exists(file)
            ? new(null, null, Name, FileName, Text, File.ReadAllText(file))
            : null;
    }
}
