namespace Verify.Tests.Attacks;

/// <summary>All attacks there are.</summary>
internal static class Attacks
{
    public static IEnumerable<Attack> Journals =>
        JournalAttacks.Telling.Concat(JournalAttacks.Others);

    /// <summary>For many rounds: also every undo at every door.</summary>
    public static IReadOnlyList<Attack> All { get; } =
    [
        .. JournalAttacks
            .Telling.Concat(JournalAttacks.Others)
            .Concat(JournalAttacks.Unconfined)
            .Concat(FileAttacks.All)
            .Concat(RaceAttacks.All)
            .Concat(WorldAttacks.All)
            .Concat(JournalAttacks.All)
            .DistinctBy(attack => attack.Name),
    ];

    public static Attack Find(string name) => All.First(attack => attack.Name == name);
}
