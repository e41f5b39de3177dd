using Verify.Instruments.Histories;
using Verify.Instruments.Histories.Registers;

namespace Verify.Tests.Instruments.Histories;

/// <summary>What no clients can have done is refused, and named.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class HistoryTests
{
    [Test]
    public void A_return_before_its_call_is_refused() =>
        Assert.That(
            () => History.Of([One(7, "c1", 3, 2)]),
            Throws
                .TypeOf<MalformedHistory>()
                .With.Message.Contains("operation 7")
                .And.Message.Contains("returned at 0.002 s, before it was called at 0.003 s")
        );

    [Test]
    public void An_id_that_is_there_twice_is_refused() =>
        Assert.That(
            () => History.Of([One(7, "c1", 0, 1), One(7, "c2", 0, 1)]),
            Throws.TypeOf<MalformedHistory>().With.Message.Contains("Operation 7 is there twice")
        );

    [Test]
    public void A_client_that_calls_while_it_waits_is_refused() =>
        Assert.That(
            () => History.Of([One(7, "c1", 0, 5), One(8, "c1", 4, 6) with { Key = "y" }]),
            Throws
                .TypeOf<MalformedHistory>()
                .With.Message.Contains("operation 8")
                .And.Message.Contains("operation 7 of c1 was under way until 0.005 s")
        );

    [Test]
    public void A_client_that_goes_on_without_an_answer_is_refused() =>
        Assert.That(
            () => History.Of([One(7, "c1", 0, null), One(8, "c1", 4, 6)]),
            Throws.TypeOf<MalformedHistory>().With.Message.Contains("under another name")
        );

    [Test]
    public void A_client_may_call_at_the_moment_of_its_answer() =>
        Assert.That(
            History.Of([One(8, "c1", 5, 5), One(7, "c1", 0, 5)]).Operations.Select(one => one.Id),
            Is.EqualTo([7, 8])
        );

    private static Operation One(long id, string client, int call, int? answered) =>
        new(
            id,
            client,
            "x",
            TimeSpan.FromMilliseconds(call),
            answered is { } at ? TimeSpan.FromMilliseconds(at) : null,
            new Read(null)
        );
}
