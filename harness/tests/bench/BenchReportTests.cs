using System.Text.Json.Nodes;
using Verify.Scenarios.Bench;
using Verify.Scenarios.Paired;

namespace Verify.Tests.Bench;

public sealed class BenchReportTests
{
    private static readonly (BenchBlock, BenchBlock)[] Alike =
    [
        (Block(cpu: 1.0), Block(cpu: 2.0)),
        (Block(cpu: 1.02), Block(cpu: 2.0)),
        (Block(cpu: 0.98), Block(cpu: 2.0)),
    ];

    [Test]
    public void What_is_reached_decides_the_exit_code_and_a_stretch_does_not()
    {
        Assert.That(BenchReport.ExitCode([]), Is.EqualTo(4));
        Assert.That(BenchReport.ExitCode([Figure(Reached.Met)]), Is.Zero);
        Assert.That(
            BenchReport.ExitCode([Figure(Reached.Met), Figure(Reached.CannotTell)]),
            Is.EqualTo(4)
        );
        Assert.That(
            BenchReport.ExitCode([Figure(Reached.CannotTell), Figure(Reached.Missed)]),
            Is.EqualTo(1)
        );
        var wished = Figure(Reached.Missed) with { IsStretch = true };
        Assert.That(BenchReport.ExitCode([Figure(Reached.Met), wished]), Is.Zero);
        Assert.That(wished.Verdict, Is.EqualTo("stretch: not met"));
    }

    [Test]
    public void Costs_are_of_a_request_and_of_a_gigabyte()
    {
        // A million requests in a second of processor time, beside two.
        var requests = PairFigures.Requests(Alike, 400);
        Assert.That(requests.Engine, Is.EqualTo("1.00 us"));
        Assert.That(requests.Peer, Is.EqualTo("2.00 us"));
        Assert.That(requests.Reached, Is.EqualTo(Reached.Met));
        Assert.That((double)requests.Values["median"]!, Is.EqualTo(0.5).Within(1e-9));

        // Of 2 kB each: two gigabytes. Around a half of the peer's, so that cannot be told.
        var bytes = PairFigures.Bytes(Alike, 2000);
        Assert.That(bytes.Engine, Is.EqualTo("0.500 s"));
        Assert.That(bytes.Peer, Is.EqualTo("1.000 s"));
        Assert.That(bytes.Reached, Is.EqualTo(Reached.CannotTell));
    }

    [TestCase(1, 0)]
    [TestCase(0, 1)]
    public void A_block_in_which_something_failed_is_compared_with_nothing(int ours, int theirs)
    {
        var figure = PairFigures.Requests(
            [.. Alike, (Block(1) with { Errors = ours }, Block(2) with { Errors = theirs })],
            400
        );

        Assert.That(figure.Reached, Is.EqualTo(Reached.CannotTell));
        Assert.That(figure.Notes, Has.Some.Contain("errors"));
    }

    [Test]
    public void The_document_carries_the_samples_and_the_table_the_verdicts()
    {
        var figure = PairFigures.Requests(Alike, 400);

        var document = BenchReport.Document(
            new Dictionary<string, string> { ["cores"] = "2" },
            [figure]
        );

        Assert.That((string)document["environment"]!["cores"]!, Is.EqualTo("2"));
        var values = (JsonObject)document["figures"]![0]!["values"]!;
        Assert.That((JsonArray)values["wrk"]!, Has.Count.EqualTo(3));
        Assert.That(
            BenchReport.Table([figure], BenchTitles.Swarm),
            Does.Contain("<= 1.0x").And.Contain("met")
        );
    }

    private static BenchBlock Block(double cpu) =>
        new(1_000_000, 0, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(cpu))
        {
            Loop = TimeSpan.FromSeconds(cpu),
        };

    private static BenchFigure Figure(Reached reached) =>
        new("figure", "", "", "", "", reached, [], []);
}
