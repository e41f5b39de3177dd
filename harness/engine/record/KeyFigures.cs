namespace Verify.Engine.Record;

/// <summary>The small table that a conclusion begins with, as a scenario declares it: a row a figure, a column a subject.</summary>
/// <param name="Subjects">In the order of the columns: baseline, candidate, control.</param>
/// <param name="Rows">In the order of the rows; one that nothing was measured for is left out.</param>
public sealed record KeyFigures(IReadOnlyList<string> Subjects, IReadOnlyList<KeyFigure> Rows);

/// <summary>A row of it.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Measurement">
/// The id of the measurements that it shows. Each has a subject, which is its column; one without a subject compares
/// several, and gives each column the detail of the subject's name.
/// </param>
/// <param name="Detail">A detail of theirs (p50); null for the value itself, with its bound where it has one.</param>
public sealed record KeyFigure(string Name, string Measurement, string? Detail = null);
