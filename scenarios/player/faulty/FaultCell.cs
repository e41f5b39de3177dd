namespace Verify.Scenarios.Player.Faulty;

/// <summary>What a player made of a fault.</summary>
/// <param name="Words">What it said of it, or counted: without it, it has not noticed anything.</param>
/// <param name="StoodStill">How long its viewer saw nothing new, whether it said so or not.</param>
internal sealed record FaultCell(
    FaultKind Fault,
    string Player,
    IReadOnlyList<string> Words,
    TimeSpan StoodStill
)
{
    // More is in the evidence.
    private const int MostWords = 3;

    public bool Noticed => Words.Count > 0;

    public string Text =>
        (
            Noticed
                ? string.Join("; ", Words.Take(MostWords))
                    + (Words.Count > MostWords ? $" and {Words.Count - MostWords} more" : "")
                : "nothing"
        ) + (StoodStill > TimeSpan.Zero ? $" [stalled for {StoodStill.TotalSeconds:0.0} s]" : "");
}
