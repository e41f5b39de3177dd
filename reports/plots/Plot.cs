namespace Verify.Reports.Plots;

/// <summary>A picture of what was measured.</summary>
/// <param name="Phase">Null, as its step, where it is of the run as a whole.</param>
/// <param name="Name">As it is shown: "staleness over time".</param>
/// <param name="File">Relative to the run's folder, with forward slashes.</param>
/// <param name="Text">What it shows, for whoever cannot see it.</param>
public sealed record Plot(
    string? Phase,
    string? Step,
    string Name,
    string File,
    string Text,
    string Svg
);
