using Verify.Engine.Record;

namespace Verify.Reports.Tree;

/// <summary>A change while its events are still being read.</summary>
internal sealed class ChangeDraft(string id, string phase, string step)
{
    private ChangeIntended? intended;

    public DateTimeOffset? Done { get; set; }

    public List<UndoAttempt> Attempts { get; } = [];

    public void Intend(ChangeIntended intended) => this.intended ??= intended;

    public ChangeNode Build() =>
        new(
            id,
            this.intended?.Phase ?? phase,
            this.intended?.Step ?? step,
            this.intended?.Title ?? id,
            this.intended?.Undo ?? "(not in the record)",
            this.intended?.At,
            Done,
            Attempts
        );
}
