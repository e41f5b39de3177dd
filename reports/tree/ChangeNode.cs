namespace Verify.Reports.Tree;

/// <summary>A change from its intention to its undo.</summary>
/// <param name="Phase">Where it was made; where it was taken back stands in <paramref name="Attempts"/>.</param>
public sealed record ChangeNode(
    string Id,
    string Phase,
    string Step,
    string Title,
    string Undo,
    DateTimeOffset? Intended,
    DateTimeOffset? Done,
    IReadOnlyList<UndoAttempt> Attempts
)
{
    public bool IsUndone => Attempts is [.., { Error: null }];

    public string? Failure => Attempts is [.., { Error: { } error }] ? error : null;

    public string Word =>
        IsUndone ? "undone"
        : Failure is not null ? "undo failed"
        : Done is not null ? "still in place"
        : "intended, not known to be made";
}

/// <summary>One try to take a change back.</summary>
/// <param name="Error">Null when it succeeded; else what is left changed.</param>
public sealed record UndoAttempt(DateTimeOffset At, string Phase, string Step, string? Error);
