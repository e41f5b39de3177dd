using Verify.Reports.Plots.Drawing;

namespace Verify.Tests.Reports.Plots;

[TestFixture]
internal sealed class ThinningTests
{
    private const int Columns = 500;

    [Test]
    public void Of_a_million_values_few_are_left_and_every_extreme_of_a_column_is()
    {
        var random = new Random(1);
        var all = Enumerable
            .Range(0, 1_000_000)
            .Select(i => new Spot(i, random.NextDouble()))
            .ToList();
        all[123_456] = new(123_456, 9);
        all[654_321] = new(654_321, -9);
        var scale = new LinearScale(0, 999_999);

        var kept = Thinning.ByColumn(all, scale, Columns);

        Assert.That(kept, Has.Count.LessThanOrEqualTo(4 * Columns));
        Assert.That(kept, Does.Contain(all[123_456]).And.Contain(all[654_321]));
        Assert.That(kept.Select(spot => spot.X), Is.Ordered);
        Assert.That(Extremes(kept, scale), Is.EqualTo(Extremes(all, scale)));
    }

    [Test]
    public void Few_values_are_left_alone()
    {
        Spot[] all = [new(0, 1), new(0, 1), new(1, 2)];

        Assert.That(Thinning.ByColumn(all, new LinearScale(0, 1), Columns), Is.SameAs(all));
    }

    private static List<(double, double)> Extremes(IEnumerable<Spot> spots, Scale scale) =>
        [
            .. spots
                .GroupBy(spot => (int)(scale.At(spot.X) * (Columns - 1)))
                .OrderBy(column => column.Key)
                .Select(column => (column.Min(spot => spot.Y), column.Max(spot => spot.Y))),
        ];
}
