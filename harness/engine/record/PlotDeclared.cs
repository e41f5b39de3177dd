namespace Verify.Engine.Record;

/// <summary>A step asks for a plot of some of its evidence.</summary>
/// <param name="Kind">One of the kinds that reports can draw; an unknown one draws nothing.</param>
/// <param name="Title">Distinguishes plots of the same kind within a step; null if there is only one.</param>
public sealed record PlotDeclared(
    string Phase,
    string Step,
    string Kind,
    string? Title,
    IReadOnlyList<PlotData> Data
) : RunEvent;

/// <summary>One piece of evidence in a plot.</summary>
/// <param name="Role">Its part in the plot; each kind defines its own.</param>
/// <param name="Evidence">The name under which the step kept it.</param>
/// <param name="Of">The server or kind of file that it is about, if any.</param>
/// <param name="Measured">The measurement of the step whose upper bound is drawn with it.</param>
public sealed record PlotData(
    string Role,
    string Evidence,
    string? Of = null,
    string? Measured = null
);
