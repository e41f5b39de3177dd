namespace Verify.Reports.Plots.Drawing;

/// <summary>A place on an axis, and what is written there; empty where there is only a mark.</summary>
internal readonly record struct Tick(double Value, string Text);
