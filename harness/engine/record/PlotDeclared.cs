namespace Verify.Engine.Record;

/// <summary>Some of a step's evidence is to be seen as a plot.</summary>
/// <param name="Kind">What is drawn of it: a word that reports know.</param>
/// <param name="Title">What tells it from others of its kind in the same step; null where it is the only one.</param>
public sealed record PlotDeclared(
    string Phase,
    string Step,
    string Kind,
    string? Title,
    IReadOnlyList<PlotData> Data
) : RunEvent;

/// <summary>What a plot is made of.</summary>
/// <param name="Role">What it is to the plot, in the words of its kind.</param>
/// <param name="Evidence">The name under which the step kept it.</param>
/// <param name="Of">Whose it is: a server, a kind of file; null where that is not the point.</param>
/// <param name="Measured">The name of the step's measurement whose bound is drawn with it.</param>
public sealed record PlotData(
    string Role,
    string Evidence,
    string? Of = null,
    string? Measured = null
);
