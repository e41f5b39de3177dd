using System.Globalization;

namespace Verify.Tests.Attacks;

/// <summary>Attack after attack, as often as it is told: what a race needs is many tries.</summary>
internal static class AttackRounds
{
    public const string Word = "attack";

    // Each race so often for each time that the others have their turn.
    private const int RacesFirst = 2;

    public static async Task<int> RunAsync(int rounds, string? only)
    {
        var attacks = Attacks
            .All.Where(attack =>
                only is null || attack.Name.Contains(only, StringComparison.Ordinal)
            )
            .Where(attack =>
                ImpostorProgram.IsPossible
                || attack.Meanwhile?.Contains("IMPOSTOR", StringComparison.Ordinal) != true
            )
            .ToArray();
        var turns = attacks
            .Concat(
                Enumerable
                    .Repeat(attacks.Where(attack => attack.Meanwhile is not null), RacesFirst)
                    .SelectMany(one => one)
            )
            .ToArray();
        if (turns.Length == 0)
        {
            await Console.Error.WriteLineAsync(
                $"attack-as-stranger: no attack has '{only}' in its name"
            );
            return 2;
        }
        var wrong = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var exits = new SortedDictionary<int, int>();
        for (var round = 0; round < rounds; round++)
        {
            var run = await AttackRun.OfAsync(turns[round % turns.Length], CancellationToken.None);
            exits[run.Ended.ExitCode] = exits.GetValueOrDefault(run.Ended.ExitCode) + 1;
            if (run.IsHarmless && !run.Hangs && run.Attack.Exits.Contains(run.Ended.ExitCode))
                continue;
            wrong[run.Attack.Name] = wrong.GetValueOrDefault(run.Attack.Name) + 1;
            if (wrong[run.Attack.Name] == 1)
                Console.WriteLine(
                    $"{Word(run)}: {run.Attack.Name}\n  {run.Said.Trim().ReplaceLineEndings("\n  ")}\n  {run.Changed?.ReplaceLineEndings("\n  ")}{run.Told}"
                );
        }
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{rounds} rounds, {Math.Min(rounds, attacks.Length)} attacks; exits: {string.Join(", ", exits.Select(exit => $"{exit.Key} {exit.Value} times"))}"
            )
        );
        foreach (var (name, times) in wrong)
            Console.WriteLine($"  went wrong {times} times: {name}");
        Console.WriteLine(
            wrong.Count == 0 ? "nothing outside the run's own folder changed" : "NOT as it must be"
        );
        return wrong.Count == 0 ? 0 : 1;

        static string Word(AttackRun run) =>
            run.Changed is not null ? "CHANGED"
            : run.Told.Length > 0 ? "TOLD"
            : run.Hangs ? "HUNG"
            : "exit";
    }
}
