using Verify.Tests.Ground;

namespace Verify.Tests.Attacks;

/// <summary>
/// What another user prepares, run on as root: nothing outside the run's own folder changes, nothing that root alone knows is
/// told, and the refusal says what, whose, and how to mend it.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class AttackTests
{
    private const int PatienceMilliseconds = Hang.Milliseconds;

    [TestCaseSource(nameof(Journals)), CancelAfter(PatienceMilliseconds)]
    public Task A_journal_of_a_strangers_is_not_believed(string name, CancellationToken ct) =>
        TryAsync(name, ct);

    [TestCaseSource(nameof(Unconfined)), CancelAfter(PatienceMilliseconds)]
    public Task An_undo_reaches_no_further_than_its_run(string name, CancellationToken ct) =>
        TryAsync(name, ct);

    [TestCaseSource(nameof(Files)), CancelAfter(PatienceMilliseconds)]
    public Task Nothing_is_read_or_written_through_what_a_stranger_has_laid(
        string name,
        CancellationToken ct
    ) => TryAsync(name, ct);

    [TestCaseSource(nameof(Races)), CancelAfter(PatienceMilliseconds)]
    public Task What_is_exchanged_between_a_look_and_its_use_leads_nowhere(
        string name,
        CancellationToken ct
    ) => TryAsync(name, ct);

    [TestCaseSource(nameof(Worlds)), CancelAfter(PatienceMilliseconds)]
    public Task What_a_stranger_does_elsewhere_is_not_taken_for_ours(
        string name,
        CancellationToken ct
    ) => TryAsync(name, ct);

    private static IEnumerable<string> Journals => Names(Attacks.Journals);
    private static IEnumerable<string> Unconfined => Names(JournalAttacks.Unconfined);
    private static IEnumerable<string> Files => Names(FileAttacks.All);
    private static IEnumerable<string> Races => Names(RaceAttacks.All);
    private static IEnumerable<string> Worlds => Names(WorldAttacks.All);

    private static IEnumerable<string> Names(IEnumerable<Attack> attacks) =>
        attacks.Select(attack => attack.Name);

    private static async Task TryAsync(string name, CancellationToken ct)
    {
        var attack = Attacks.Find(name);
        if (
            attack.Meanwhile?.Contains("IMPOSTOR", StringComparison.Ordinal) == true
            && !ImpostorProgram.IsPossible
        )
            Assert.Ignore("the impostor is a program for x86-64");
        var run = await AttackRun.OfAsync(attack, ct);
        Assert.Multiple(() =>
        {
            Assert.That(run.Changed, Is.Null, run.Said);
            Assert.That(run.Told, Is.Empty, run.Said);
            Assert.That(attack.Exits, Does.Contain(run.Ended.ExitCode), run.Said);
            Assert.That(run.Ended.Stderr, Does.Not.Match(@"(?m)^\s+at \S+\("), "no stack trace");
            if (attack.Exits is [3])
                Refusal.MustBeIn(run.Ended.Stderr);
        });
    }
}
