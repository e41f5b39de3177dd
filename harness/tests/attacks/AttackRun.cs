using Verify.Tests.Lab;

namespace Verify.Tests.Attacks;

/// <summary>An attack carried out on a ground of its own, and what came of it.</summary>
/// <param name="Changed">What is root's, before and after, where that differs; else null.</param>
/// <param name="Told">Files in which the stranger can read what root alone knows.</param>
internal sealed record AttackRun(
    Attack Attack,
    string Typed,
    Ended Ended,
    string? Changed,
    string Told
)
{
    // As timeout(1) has it: it waits for something that never comes.
    private const int Hung = 124;
    private const int KilledExit = 137;

    /// <summary>Nothing outside the run's own folder changed, and nobody was told anything.</summary>
    public bool IsHarmless => Changed is null && Told.Length == 0;

    public bool Hangs => Ended.ExitCode is Hung or KilledExit;

    public string Said => $"./run.ps1 {Typed}\nexit {Ended.ExitCode}\n{Ended.Stderr}{Ended.Stdout}";

    public static async Task<AttackRun> OfAsync(Attack attack, CancellationToken ct)
    {
        using var ground = await AttackGround.MakeAsync(ct);
        var undos = attack.Acts.Select(ground.Resolve);
        ground["JOURNAL"] = PlantedJournal.Of(ground.Resolve(attack.Folder), undos);
        await ground.AsRootAsync(ground.Resolve(attack.Before), ct);
        await ground.AsStrangerAsync(ground.Resolve(attack.Prepare), ct);
        await ground.AsRootAsync(ground.Resolve(attack.Between), ct);
        var before = await ground.LookAsync(ct);
        Ended ended;
        string[] line = ground
            .Resolve(attack.Line)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await using (
            attack.Meanwhile is { } meanwhile
                ? await ground.StartAsStrangerAsync(ground.Resolve(meanwhile), ct)
                : null
        )
            ended = await ground.VerifyAsync(line, ct, attack.Around);
        var after = await ground.LookAsync(ct);
        return new(
            attack,
            ShellWords.Join(line),
            ended,
            before == after ? null : Difference(before, after),
            await ground.ToldAsync(ct)
        );
    }

    private static string Difference(string before, string after)
    {
        var (was, now) = (before.Split('\n'), after.Split('\n'));
        return string.Join(
            '\n',
            was.Except(now)
                .Select(line => $"- {line}")
                .Concat(now.Except(was).Select(line => $"+ {line}"))
        );
    }
}
