namespace Verify.Reports.Plots.Drawing;

/// <summary>Panels below one another under a title.</summary>
/// <param name="Text">What it shows, for whoever cannot see it.</param>
internal sealed record Chart(string Title, string Text, IReadOnlyList<Panel> Panels)
{
    /// <summary>A line or two under the title: what to look for.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>Under everything: what could not be read, what was left out.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public string Svg() => new ChartLayout(this).Render();
}
