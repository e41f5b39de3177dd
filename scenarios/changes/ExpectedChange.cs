namespace Verify.Scenarios.Changes;

/// <summary>A directive that the change sets, and where.</summary>
/// <param name="Old">Null where it was not set there.</param>
/// <param name="New">Null where it is taken away.</param>
internal sealed record ExpectedChange(
    string Context,
    string Directive,
    string? Old,
    string? New,
    string Reason
);
