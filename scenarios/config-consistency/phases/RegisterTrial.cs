using NUnit.Framework;
using Verify.Instruments.Histories;
using Verify.Instruments.Histories.Linearizability;
using Verify.Instruments.Histories.Registers;
using Verify.Reports.Plots;
using Verify.Scenarios.ConfigConsistency.Workers;

namespace Verify.Scenarios.ConfigConsistency.Phases;

/// <summary>Many clients that write and read a few registers at the same time: can what they saw have come from one of each?</summary>
/// <param name="Name">As the claims call it.</param>
/// <param name="Write">Of a client, by number, to a key; false where it was not acknowledged.</param>
internal sealed record RegisterTrial(
    string Name,
    IReadOnlyList<string> Keys,
    Func<int, string, string, CancellationToken, Task<bool>> Write,
    Func<int, string, CancellationToken, Task<string?>> Read
)
{
    public const int Clients = 20;
    public const int Operations = 1000;
    private const double Writes = 0.3;
    private const int Seed = 3;

    /// <summary>What every register holds before the first operation; null for nothing.</summary>
    public string? Initial { get; init; }

    /// <summary>What a client writes with its operation; each differs.</summary>
    public Func<int, int, string> Value { get; init; } = (client, i) => $"c{client}-{i}";

    public string Claim =>
        $"{Name}: the history of {Operations} operations by {Clients} clients at all colos";

    /// <summary>Records the history, and claims what it has to be.</summary>
    public async Task CheckAsync(
        RunClock clock,
        LinearizabilityVerdict expected,
        string because,
        string? outcome,
        Step step
    )
    {
        var history = await RecordAsync(clock, step.Ct);
        var judged = LinearizabilityCheck.Of(history, new Register(Initial), ct: step.Ct);
        if (judged.Verdict == LinearizabilityVerdict.CannotTell)
            step.CannotTell(Claim, Is.EqualTo(expected), judged.Reason ?? "", outcome);
        else
            step.Expect(Claim, judged.Verdict, Is.EqualTo(expected), because, outcome);
        step.Measure(
            new(
                $"{Name}: the check took",
                judged.Keys.Sum(key => key.Took.TotalMilliseconds),
                "ms",
                Operations
            )
        );
        if (judged.CounterExample is { } found)
            Keep(step, found.Key, found.Example);
    }

    private void Keep(Step step, string key, CounterExample example)
    {
        var file = $"{Name}-counter-example.csv";
        step.Keep(file, CounterExampleText.Csv(example), "text/csv");
        step.Plot(PlotKind.CounterExample, [new(PlotKind.Table, file)], $"{Name}, {key}");
        step.Saw(string.Join('\n', CounterExampleText.Why(example)));
    }

    private async Task<History> RecordAsync(RunClock clock, CancellationToken ct)
    {
        var began = clock.Now;
        var done = await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(client => ActAsync(() => clock.Now - began, client, ct))
        );
        return History.Of(done.SelectMany(one => one));
    }

    private async Task<IReadOnlyList<Operation>> ActAsync(
        Func<TimeSpan> now,
        int client,
        CancellationToken ct
    )
    {
        var random = new Random(Seed + client);
        var done = new List<Operation>();
        for (var i = 0; i < Operations / Clients; i++)
        {
            var key = Keys[random.Next(Keys.Count)];
            var writes = random.NextDouble() < Writes;
            var (value, called) = (Value(client, i), now());
            Act act = writes
                ? await WriteAsync(client, key, value, ct)
                : new Read(await Read(client, key, ct));
            done.Add(new((client * Operations) + i, $"c{client}", key, called, now(), act));
        }
        return done;
    }

    private async Task<Act> WriteAsync(
        int client,
        string key,
        string value,
        CancellationToken ct
    ) =>
        await Write(client, key, value, ct)
            ? new Write(value)
            : throw new CannotRun($"{Name} does not take the write '{value}' of {key}.");
}
