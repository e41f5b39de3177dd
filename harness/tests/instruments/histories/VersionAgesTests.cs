using Verify.Instruments.Histories;
using Verify.Instruments.Histories.Ages;
using Verify.Instruments.Staleness;

namespace Verify.Tests.Instruments.Histories;

/// <summary>Ages are what a calculation of each read against each write gives.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class VersionAgesTests
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(7);

    [Test]
    public void They_agree_with_every_read_held_against_every_write()
    {
        var random = new Random(11);
        var (stale, back, unexplained) = (0, 0, 0);
        for (var i = 0; i < 2000; i++)
        {
            var writes = Writes("a", random).Concat(Writes("b", random)).ToList();
            var reads = Enumerable.Range(0, random.Next(30)).Select(_ => AnyRead(random)).ToList();

            var ages = VersionAges.Of(writes, reads, Period);

            foreach (var one in ages.Reads)
            {
                var (atLeast, atMost) = Naive(writes, one.Seen);
                Assert.That(
                    (one.AtLeast, one.AtMost),
                    Is.EqualTo((atLeast, atMost)),
                    $"{one.Seen}"
                );
                Assert.That(
                    one.HasGoneBack,
                    Is.EqualTo(ages.Reads.Any(other => IsNewerBefore(other.Seen, one.Seen)))
                );
            }
            Assert.That(
                ages.Unexplained.Select(one => one.Seen),
                Is.EquivalentTo(reads.Where(read => !IsExplained(writes, read)))
            );
            Assert.That(ages.Reads.Count + ages.Unexplained.Count, Is.EqualTo(reads.Count));
            foreach (var colo in ages.Colos)
                Assert.That(
                    colo.AtLeast.Max,
                    Is.EqualTo(
                        ages.Reads.Where(one => one.Seen.Colo == colo.Colo).Max(one => one.AtLeast)
                    )
                );
            stale += ages.Reads.Count(one => one.AtLeast > TimeSpan.Zero);
            back += ages.Colos.Sum(colo => colo.GoneBack);
            unexplained += ages.Unexplained.Count;
        }
        Assert.That(new[] { stale, back, unexplained }, Has.All.GreaterThan(500));
    }

    [Test]
    public void The_largest_age_is_bounded_as_staleness_is()
    {
        // A colo that keeps each version for a while after the next, at moments that are not in step with its period.
        var random = new Random(5);
        var writes = Enumerable
            .Range(1, 40)
            .Select(n => (n, At: (n * 100) + random.Next(45)))
            .Select(one => new WrittenVersion("x", one.n, Ms(one.At), Ms(one.At + 1)))
            .ToList();
        var reads = Enumerable
            .Range(0, 4000)
            .Select(at => new SeenVersion(
                "SJC",
                "x",
                Ms(at + 100),
                Ms(at + 101),
                Math.Max(1, (at + 50) / 100)
            ))
            .ToList();

        var colo = VersionAges.Of(writes, reads, Ms(60)).Colos.Single();

        Assert.That(colo.Windows, Is.GreaterThan(20));
        Assert.That(colo.Count, Is.GreaterThan(3500));
        Assert.That(
            colo.Upper95,
            Is.EqualTo(StalenessBound.Of(colo.AtMost.Max, colo.Missed, colo.Windows, []).Upper)
        );
        Assert.That(colo.AsMeasurement().High, Is.GreaterThan(colo.AtMost.Max.TotalSeconds));
    }

    [Test]
    public void Writes_that_one_writer_cannot_have_made_are_refused()
    {
        Refused(
            [new("x", 2, Ms(1), Ms(2)), new("x", 1, Ms(3), Ms(4))],
            [],
            "higher than the one before"
        );
        Refused(
            [new("x", 1, Ms(1), Ms(2)), new("x", 1, Ms(3), Ms(4))],
            [],
            "higher than the one before"
        );
        Refused(
            [new("x", 1, Ms(1), Ms(4)), new("x", 2, Ms(3), Ms(5))],
            [],
            "before version 1 was acknowledged"
        );
        Refused([new("x", 1, Ms(2), Ms(1))], [], "acknowledged before it was written");
        Refused([], [new("SJC", "x", Ms(2), Ms(1), null)], "before it was asked");
    }

    private static void Refused(WrittenVersion[] writes, SeenVersion[] reads, string why) =>
        Assert.That(
            () => VersionAges.Of(writes, reads, Period),
            Throws.TypeOf<MalformedHistory>().With.Message.Contains(why)
        );

    private static (TimeSpan, TimeSpan) Naive(List<WrittenVersion> writes, SeenVersion read)
    {
        var (atLeast, atMost) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (
            var write in writes.Where(write =>
                write.Key == read.Key && !(write.Version <= read.Version)
            )
        )
        {
            if (write.Return is { } at && read.Call - at > atLeast)
                atLeast = read.Call - at;
            if (read.Return - write.Call > atMost)
                atMost = read.Return - write.Call;
        }
        return (atLeast, atMost);
    }

    private static bool IsExplained(List<WrittenVersion> writes, SeenVersion read) =>
        read.Version is null
        || writes.Any(write =>
            write.Key == read.Key && write.Version == read.Version && write.Call <= read.Return
        );

    private static bool IsNewerBefore(SeenVersion other, SeenVersion read) =>
        (other.Colo, other.Key) == (read.Colo, read.Key)
        && other.Return < read.Call
        && (other.Version ?? 0) > (read.Version ?? 0);

    private static IEnumerable<WrittenVersion> Writes(string key, Random random)
    {
        var at = 0;
        for (var version = 1; version <= random.Next(6); version++)
        {
            var call = at + random.Next(6);
            at = call + random.Next(4);
            yield return new(key, version, Ms(call), random.Next(5) == 0 ? null : Ms(at));
        }
    }

    private static SeenVersion AnyRead(Random random)
    {
        var call = random.Next(40);
        return new(
            random.Next(2) == 0 ? "SJC" : "LHR",
            random.Next(4) == 0 ? "b" : "a",
            Ms(call),
            Ms(call + random.Next(4)),
            random.Next(5) == 0 ? null : random.Next(1, 6)
        );
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
