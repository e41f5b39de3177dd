using Verify.Engine.Record;
using Verify.Reports.Tree;

namespace Verify.Reports.Plots.Evidence;

/// <summary>A declared plot with access to its evidence.</summary>
internal sealed class DeclaredPlot(PlotDeclared declared, StepNode step, string runFolder)
{
    private readonly StepEvidence evidence = new(step, runFolder);

    public string Kind => declared.Kind;

    /// <summary>The title as a suffix, with a space before it; empty if there is none.</summary>
    public string When => declared.Title is { Length: > 0 } title ? $" {title}" : "";

    public string? Title => declared.Title;

    public IReadOnlyList<PlotData> All(string role) =>
        [.. declared.Data.Where(one => one.Role == role)];

    /// <summary>The evidence with this role; null if the step kept none.</summary>
    public string? Name(string role) =>
        All(role).Select(one => one.Evidence).LastOrDefault(evidence.Has);

    public EvidenceTable Table(string name, params string[] needed) => evidence.Table(name, needed);

    /// <summary>The upper bound of a measurement, if it has one.</summary>
    public double? UpperEnd(string? measured) =>
        step.Measurements.LastOrDefault(one => one.Name == measured)?.High is { } high
        && Math.Abs(high) < EvidenceTable.Beyond
            ? high
            : null;
}
