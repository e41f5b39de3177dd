using Verify.Instruments.Histories;
using Verify.Instruments.Histories.Linearizability;
using Verify.Instruments.Histories.Registers;

namespace Verify.Tests.Instruments.Histories;

/// <summary>The check says what the definition says, and stops where it is told to.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LinearizabilityCheckTests
{
    [Test]
    public void It_agrees_with_trying_every_order_on_ten_thousand_small_histories()
    {
        var random = new Random(1990);
        var (holds, fails) = (0, 0);
        for (var i = 0; i < 10_000; i++)
        {
            var history = AnyHistory.Of(random);
            var isLinearizable = BruteForce.IsLinearizable(history.Operations);
            // In a history without an answer there is nothing to explain.
            var expected =
                history.Operations.All(one => !one.IsComplete) ? LinearizabilityVerdict.CannotTell
                : isLinearizable ? LinearizabilityVerdict.Linearizable
                : LinearizabilityVerdict.NotLinearizable;

            var judged = LinearizabilityCheck.Of(history, new Register());

            Assert.That(
                judged.Verdict,
                Is.EqualTo(expected),
                RegisterLines.Write(history.Operations)
            );
            if (judged.CounterExample is { } shown)
                Holds(shown.Example, [.. history.Operations.Where(one => one.Key == shown.Key)]);
            (holds, fails) = isLinearizable ? (holds + 1, fails) : (holds, fails + 1);
        }
        Assert.That(holds, Is.GreaterThan(2500), "linearizable histories");
        Assert.That(fails, Is.GreaterThan(2500), "other histories");
    }

    // What returned before the operation can be ordered, in the order given; with the operation it cannot.
    private static void Holds(CounterExample example, IReadOnlyList<Operation> operations)
    {
        var failed = example.Unplaceable;
        var before = operations.Where(one => one.Return < failed.Return).Select(one => one.Id);
        var prefix = example.Prefix.Select(one => one.Id).ToList();
        var stored = new Register().Initial;
        foreach (var one in example.Prefix)
            Assert.That(
                new Register().TryStep(stored, one.Act, out stored),
                "a step of the prefix"
            );
        foreach (var (i, one) in example.Prefix.Index())
            Assert.That(
                example.Prefix.Take(i).Any(earlier => one.Return < earlier.Call),
                Is.False,
                "the prefix keeps to the times"
            );
        Assert.That(before.Except(prefix), Is.Empty, "what returned before is in the prefix");
        Assert.That(prefix, Does.Not.Contain(failed.Id));
        // With the answers that came later: what returned later need not be placed, and has the answer that it got.
        Assert.That(
            BruteForce.IsLinearizable([
                .. operations.Select(one =>
                    one.Return > failed.Return ? one with { Return = null } : one
                ),
            ]),
            Is.False,
            "with the operation there is no order"
        );
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(20)]
    public void Histories_of_a_register_are_linearizable(int clients)
    {
        foreach (var seed in Enumerable.Range(1, 5))
        {
            var history = new SimulatedClients(2000, clients, seed)
            {
                Sets = 0.2,
                Unanswered = 0.02,
                Values = seed % 2 == 0 ? 5 : null,
                Keys = 3,
            }.Run();

            var judged = LinearizabilityCheck.Of(history, new Register());

            Assert.That(
                judged.Verdict,
                Is.EqualTo(LinearizabilityVerdict.Linearizable),
                judged.Reason
            );
            Assert.That(judged.Keys.Sum(key => key.Operations), Is.EqualTo(2000));
        }
    }

    [Test]
    public void An_unanswered_write_may_be_seen_at_any_time_after_it_or_never()
    {
        Operation[] first = [Write(1, "c1", 0, null, "a")];
        Assert.That(
            Of([.. first, Read(2, "c2", 1, 2, null)]),
            Is.EqualTo(LinearizabilityVerdict.Linearizable)
        );
        Assert.That(
            Of([.. first, Read(2, "c2", 1, 2, null), Read(3, "c2", 90, 91, "a")]),
            Is.EqualTo(LinearizabilityVerdict.Linearizable)
        );
        Assert.That(
            Of([.. first, Read(2, "c2", 1, 2, "a"), Read(3, "c2", 3, 4, null)]),
            Is.EqualTo(LinearizabilityVerdict.NotLinearizable),
            "seen, and then not any more"
        );
        Assert.That(
            Of([Read(2, "c2", 1, 2, "a"), Write(1, "c1", 3, null, "a")]),
            Is.EqualTo(LinearizabilityVerdict.NotLinearizable),
            "seen before it was called"
        );
    }

    [Test]
    public void An_unanswered_write_happens_once()
    {
        Assert.That(
            Of([
                Write(1, "c1", 0, null, "a"),
                Read(2, "c2", 1, 2, "a"),
                Write(3, "c2", 3, 4, "b"),
                Read(4, "c2", 5, 6, "a"),
            ]),
            Is.EqualTo(LinearizabilityVerdict.NotLinearizable)
        );
    }

    [Test]
    public void Keys_have_nothing_to_do_with_each_other()
    {
        var history = History.Of([
            Write(1, "c1", 0, 1, "a"),
            Write(2, "c2", 0, 1, "b") with
            {
                Key = "y",
            },
            Read(3, "c1", 2, 3, "a"),
            Read(4, "c2", 2, 3, "a") with
            {
                Key = "y",
            },
        ]);

        var judged = LinearizabilityCheck.Of(history, new Register());

        Assert.That(judged.Verdict, Is.EqualTo(LinearizabilityVerdict.NotLinearizable));
        Assert.That(
            judged
                .Keys.Where(key => key.Verdict != LinearizabilityVerdict.Linearizable)
                .Select(key => key.Key),
            Is.EqualTo(["y"])
        );
        Assert.That(judged.CounterExample!.Value.Example.Unplaceable.Id, Is.EqualTo(4));
    }

    [Test]
    public void Without_time_it_cannot_tell()
    {
        var judged = LinearizabilityCheck.Of(
            new SimulatedClients(1000, 20, 1).Run(),
            new Register(),
            CheckLimits.Default with
            {
                Time = TimeSpan.Zero,
            }
        );

        Assert.That(judged.Verdict, Is.EqualTo(LinearizabilityVerdict.CannotTell));
        Assert.That(judged.Reason, Does.Contain("time limit of 0 s"));
    }

    [Test]
    public void Time_that_runs_out_in_the_middle_leaves_what_was_told_before()
    {
        var history = new SimulatedClients(3000, 20, 1).Run();
        var small = Write(9000, "other", 0, 1, "a") with { Key = "small" };

        var judged = LinearizabilityCheck.Of(
            History.Of([.. history.Operations, small]),
            new Register(),
            CheckLimits.Default with
            {
                Time = TimeSpan.FromSeconds(12),
            },
            new ClockOfLooks()
        );

        Assert.That(judged.Verdict, Is.EqualTo(LinearizabilityVerdict.CannotTell));
        Assert.That(
            judged.Keys.Select(key => key.Verdict),
            Is.EqualTo([LinearizabilityVerdict.Linearizable, LinearizabilityVerdict.CannotTell])
        );
        Assert.That(judged.Keys[1].Configurations, Is.GreaterThan(256), "it searched before");
    }

    [Test]
    public void Beyond_its_memory_it_cannot_tell()
    {
        var judged = LinearizabilityCheck.Of(
            new SimulatedClients(1000, 20, 1).Run(),
            new Register(),
            CheckLimits.Default with
            {
                Configurations = 500,
            }
        );

        Assert.That(judged.Verdict, Is.EqualTo(LinearizabilityVerdict.CannotTell));
        Assert.That(judged.Reason, Does.Contain("500 configurations"));
    }

    // Twice what the search takes. Without what it leaves out it takes five to twenty times as much; without the memory of
    // where it was, three million steps do not suffice (2,304 do).
    [TestCase(0.3, 0, 2000)]
    [TestCase(0.5, 0.05, 1500)]
    public void A_stale_read_is_found_in_few_steps(double writes, double unanswered, int most)
    {
        var (history, _) = StaleRead.Plant(
            new SimulatedClients(300, 20, 1) { Writes = writes, Unanswered = unanswered }.Run(),
            share: 0.5
        );

        var judged = LinearizabilityCheck.Of(
            history,
            new Register(),
            new(TimeSpan.FromSeconds(20), most),
            new ClockOfLooks()
        );

        Assert.That(
            judged.Verdict,
            Is.EqualTo(LinearizabilityVerdict.NotLinearizable),
            judged.Reason
        );
    }

    [Test]
    public void It_can_be_cancelled() =>
        Assert.That(
            () =>
                LinearizabilityCheck.Of(
                    new SimulatedClients(1000, 20, 1).Run(),
                    new Register(),
                    ct: new CancellationToken(canceled: true)
                ),
            Throws.InstanceOf<OperationCanceledException>()
        );

    [Test]
    public void An_act_that_the_model_does_not_know_is_refused() =>
        Assert.That(
            () => Of([new(1, "c1", "x", TimeSpan.Zero, TimeSpan.Zero, new Other())]),
            Throws.ArgumentException.With.Message.Contains("Read, Write and CompareAndSet")
        );

    private static LinearizabilityVerdict Of(IEnumerable<Operation> operations) =>
        LinearizabilityCheck.Of(History.Of(operations), new Register()).Verdict;

    private static Operation Write(
        long id,
        string client,
        int call,
        int? answered,
        string? value
    ) => new(id, client, "x", Ms(call), answered is { } at ? Ms(at) : null, new Write(value));

    private static Operation Read(long id, string client, int call, int answered, string? value) =>
        new(id, client, "x", Ms(call), Ms(answered), new Read(value));

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private sealed record Other : Act;

    /// <summary>A second goes by with each look.</summary>
    private sealed class ClockOfLooks : TimeProvider
    {
        private long looks;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => looks++;
    }
}
