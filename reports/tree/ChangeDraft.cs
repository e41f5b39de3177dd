using Verify.Engine;

namespace Verify.Reports;

/// <summary>A change while its events are still being read.</summary>
internal sealed class ChangeDraft(string id, string phase, string step)
{
    private ChangeIntended? _intended;

    public DateTimeOffset? Done { get; set; }

    public List<UndoAttempt> Attempts { get; } = [];

    public void Intend(ChangeIntended intended) => _intended ??= intended;

    public ChangeNode Build() =>
        new(
            id,
            _intended?.Phase ?? phase,
            _intended?.Step ?? step,
            _intended?.Title ?? id,
            _intended?.Undo ?? "(not in the record)",
            _intended?.At,
            Done,
            Attempts
        );
}
