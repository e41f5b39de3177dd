namespace Verify.Reports;

/// <summary>The plots of a run.</summary>
public static class RunPlots
{
    public const string FolderName = "plots";

    /// <param name="runFolder">Where evidence/ is; of what is missing there no plot is made.</param>
    public static IReadOnlyList<Plot> Of(RunTree tree, string runFolder) => [];
}
