namespace Verify.Instruments.Histories.Registers;

/// <summary>Makes histories of clients of a register that does one operation after the other: these are linearizable.</summary>
/// <remarks>
/// Each operation happens at a moment between its call and its return, drawn evenly; in the order of these moments they
/// get their answers. One that is not answered happens after its call, or never; its client goes on under another name.
/// </remarks>
/// <param name="Operations">Of all clients together.</param>
public sealed record SimulatedClients(int Operations, int Clients, int Seed)
{
    public int Keys { get; init; } = 1;

    /// <summary>Different values that are written; null: each write has one of its own.</summary>
    public int? Values { get; init; }

    /// <summary>Shares, from 0 to 1, of the operations; the others read.</summary>
    public double Writes { get; init; } = 0.3;

    public double Sets { get; init; }

    public double Unanswered { get; init; }

    // In milliseconds, as a request over a network takes; a client waits for about a fifth of it before the next one.
    private const double LongestOperation = 10;
    private const double LongestPause = 2;

    private const double Never = double.MaxValue;

    public History Run()
    {
        var random = new Random(Seed);
        var asked = Enumerable
            .Range(0, Clients)
            .SelectMany(client => Asked(client, random))
            .ToList();
        var stored = new Dictionary<string, string?>();
        var next = 0;
        var answers = new Dictionary<long, Act>();
        foreach (var (operation, happens) in asked.OrderBy(one => one.Happens))
        {
            var value = stored.GetValueOrDefault(operation.Key);
            var written = Values is { } few ? $"{random.Next(few)}" : $"{++next}";
            var kind = random.NextDouble();
            Act act =
                kind < Writes ? new Write(written)
                : kind < Writes + Sets
                    // Half of them expect what is there.
                    ? random.Next(2) == 0 ? new CompareAndSet(value, written, true)
                        : new CompareAndSet($"not {value}", written, false)
                : new Read(value);
            if (happens < Never && (act is Write or CompareAndSet { HasSucceeded: true }))
                stored[operation.Key] = written;
            answers[operation.Id] = operation.IsComplete ? act : Unknown(act);
        }
        return History.Of(
            asked.Select(one => one.Operation with { Act = answers[one.Operation.Id] })
        );
    }

    // What a client knows of an operation that nobody answered.
    private static Act Unknown(Act act) =>
        act switch
        {
            Read => new Read(null),
            CompareAndSet set => set with { HasSucceeded = null },
            _ => act,
        };

    private IEnumerable<(Operation Operation, double Happens)> Asked(int client, Random random)
    {
        var (at, name) = (0.0, 0);
        for (var i = client; i < Operations; i += Clients)
        {
            at += random.NextDouble() * LongestPause;
            var took = random.NextDouble() * LongestOperation;
            var isAnswered = random.NextDouble() >= Unanswered;
            // Never, or at any time up to twice the longest operation.
            var happens =
                isAnswered ? at + (took * random.NextDouble())
                : random.Next(2) == 0 ? Never
                : at + (LongestOperation * 2 * random.NextDouble());
            yield return (
                new(
                    i,
                    name == 0 ? $"c{client}" : $"c{client}.{name}",
                    $"k{random.Next(Keys)}",
                    Time(at),
                    isAnswered ? Time(at + took) : null,
                    new Read(null)
                ),
                happens
            );
            at += took;
            name += isAnswered ? 0 : 1;
        }
    }

    private static TimeSpan Time(double milliseconds) =>
        TimeSpan.FromTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond));
}
