using Verify.Engine.Record;
using Verify.Reports.Tree;

namespace Verify.Reports.Plots.Evidence;

/// <summary>A plot that a step declared, and the evidence that it is made of.</summary>
internal sealed class DeclaredPlot(PlotDeclared declared, StepNode step, string runFolder)
{
    private readonly StepEvidence evidence = new(step, runFolder);

    public string Kind => declared.Kind;

    /// <summary>To be put behind what is said of the kind: " under load", or nothing.</summary>
    public string When => declared.Title is { Length: > 0 } title ? $" {title}" : "";

    public string? Title => declared.Title;

    public IReadOnlyList<PlotData> All(string role) =>
        [.. declared.Data.Where(one => one.Role == role)];

    /// <summary>The name of what has a role; null where nothing of it was kept.</summary>
    public string? Name(string role) =>
        All(role).Select(one => one.Evidence).LastOrDefault(evidence.Has);

    public EvidenceTable Table(string name, params string[] needed) => evidence.Table(name, needed);

    /// <summary>The upper end of a measurement's interval.</summary>
    public double? UpperEnd(string? measured) =>
        step.Measurements.LastOrDefault(one => one.Name == measured)?.High is { } high
        && Math.Abs(high) < EvidenceTable.Beyond
            ? high
            : null;
}
